import { Overlap } from '../validation/overlap';

/** What this library and CDK both have a prop for: CDK's alone is adopted, both together are refused. */
export const OVERLAPS: Overlap[] = [
  {
    what: 'Where failed events go',
    own: 'failurePath',
    inherited: ['deadLetterQueue', 'deadLetterTopic', 'deadLetterQueueEnabled', 'onFailure'],
  },
  { what: 'How many executions may run', own: 'concurrency', inherited: ['reservedConcurrentExecutions'] },
  {
    what: 'What becomes of logs',
    own: 'logs',
    inherited: [
      'logGroup', 'logRetention', 'logRemovalPolicy', 'logRetentionRole', 'logRetentionRetryOptions', 'logFormat', 'loggingFormat',
      'applicationLogLevel', 'applicationLogLevelV2', 'systemLogLevel', 'systemLogLevelV2',
    ],
  },
  { what: 'The memory of a function', own: 'memory', inherited: ['memorySize'] },
  { what: 'How secrets are read', own: 'secrets', inherited: ['paramsAndSecrets'] },
  {
    what: 'The network of a function',
    own: 'network',
    inherited: ['vpc', 'vpcSubnets', 'securityGroup', 'securityGroups', 'allowAllOutbound', 'allowAllIpv6Outbound', 'allowPublicSubnet'],
  },
];
