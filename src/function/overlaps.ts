import { Construct } from 'constructs';
import { Overlap, refuseBoth } from '../validation/overlap';

/** What CDK takes for $LATEST and for versions, and what holds for the live alias. */
export const ASYNCHRONOUS = ['onFailure', 'onSuccess', 'maxEventAge', 'retryAttempts'] as const;

/** What this library and CDK both have a prop for: CDK's alone is adopted, both together are refused. */
export const OVERLAPS: Overlap[] = [
  {
    what: 'Where failed events go',
    own: 'failurePath',
    inherited: ['deadLetterQueue', 'deadLetterTopic', 'deadLetterQueueEnabled', 'onFailure', 'currentVersionOptions.onFailure'],
  },
  ...ASYNCHRONOUS.map((own): Overlap => ({ what: 'What becomes of asynchronous events', own, inherited: [`currentVersionOptions.${own}`] })),
  { what: 'How many executions may run', own: 'concurrency', inherited: ['reservedConcurrentExecutions'] },
  {
    what: 'What becomes of logs',
    own: 'logs',
    inherited: [
      'logGroup', 'logRetention', 'logRemovalPolicy', 'logRetentionRole', 'logRetentionRetryOptions', 'logFormat', 'loggingFormat',
      'applicationLogLevel', 'applicationLogLevelV2', 'systemLogLevel', 'systemLogLevelV2',
    ],
  },
  // What else versions are told (a description, a hash, what is kept warm) no release decides.
  { what: 'What becomes of old versions', own: 'release', inherited: ['currentVersionOptions.removalPolicy'] },
  { what: 'The memory of a function', own: 'memory', inherited: ['memorySize'] },
  { what: 'How a handler is instrumented', own: 'applicationSignals', inherited: ['adotInstrumentation'] },
  { what: 'How secrets are read', own: 'secrets', inherited: ['paramsAndSecrets'] },
  {
    what: 'The network of a function',
    own: 'network',
    inherited: ['vpc', 'vpcSubnets', 'securityGroups', 'allowAllOutbound', 'allowAllIpv6Outbound', 'allowPublicSubnet'],
  },
];

/** Refuses props that decide the same thing twice, before anything is made of them. */
export function refuseOverlaps(scope: Construct, id: string, props: object): void {
  OVERLAPS.forEach((overlap) => refuseBoth([scope.node.path, id].filter(Boolean).join('/'), props, overlap));
}
