import { Construct } from 'constructs';
import { SteadfastError } from '../validation/steadfast-error';

/** A prop of this library and the props of CDK that decide the same thing. */
interface Overlap {
  /** What is decided, as the beginning of a sentence. */
  readonly what: string;
  /** The prop of this library. */
  readonly own: string;
  /** The props of CDK; `currentVersionOptions.removalPolicy` is a prop within a prop. */
  readonly inherited: readonly string[];
}

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

/** Refuses props that decide the same thing twice, before anything is made of them: CDK's own refusals would name props that nobody gave. */
export function refuseOverlaps(scope: Construct, id: string, props: object): void {
  const where = [scope.node.path, id].filter(Boolean).join('/');
  OVERLAPS.forEach(overlap => refuseBoth(where, props, overlap));
}

function refuseBoth(where: string, props: object, overlap: Overlap): void {
  const inherited = overlap.inherited.filter(name => at(props, name) !== undefined);
  if (at(props, overlap.own) === undefined || inherited.length === 0) return;
  throw new SteadfastError(where, {
    must: `${overlap.what} must be decided once`,
    given: [overlap.own, ...inherited].join(' and '),
    remedy: `Remove ${inherited.join(' and ')}, or remove ${overlap.own} to keep what you had.`,
  });
}

function at(props: object, name: string): unknown {
  return name.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], props);
}
