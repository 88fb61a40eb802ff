/**
 * What the emulator (ministack 1.5.33) cannot take or leaves undone, as data.
 *
 * Each entry was seen, not assumed. A test that depends on one of them proves nothing here, which is why the
 * deployer reports every entry that it used.
 */

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly [attribute: string]: unknown;
}

/** Resource types that the emulator refuses; a trailing `*` stands for the rest of the name. */
export const STRIPPED_TYPES: Readonly<Record<string, string>> = {
  'AWS::CodeDeploy::*': 'no CodeDeploy: an alias moves to its new version at once',
  'AWS::ApplicationAutoScaling::*': 'no Application Auto Scaling: provisioned concurrency stays as it is',
  'AWS::CloudWatch::AnomalyDetector': 'no anomaly detection',
  'AWS::CloudFront::MonitoringSubscription': 'no CloudFront metrics',
  'AWS::EC2::SecurityGroupEgress': 'no network: functions reach whatever this machine reaches',
  'AWS::EC2::SecurityGroupIngress': 'no network: functions reach whatever this machine reaches',
  'AWS::XRay::*': 'no X-Ray groups or sampling rules',
};

/** Resources of a known type that the emulator refuses because of what they say. */
export const STRIPPED_RESOURCES: readonly {
  readonly type: string;
  readonly when: (properties: Readonly<Record<string, unknown>>) => boolean;
  readonly reason: string;
}[] = [
  {
    type: 'AWS::CloudWatch::Alarm',
    when: ({ Metrics }) => Array.isArray(Metrics) && !Metrics.every(isUnderstood),
    reason: 'no anomaly detection, no metrics of another account, of metric math only arithmetic, IF, FILL and MAX',
  },
];

/** The emulator's alarms know metrics of their own account, and of metric math arithmetic, comparisons, IF, FILL and MAX. */
function isUnderstood({ Expression = '', AccountId }: { Expression?: string; AccountId?: unknown }): boolean {
  return AccountId === undefined && [...Expression.matchAll(/([A-Z_]+)\s*\(/g)].every(([, name]) => ['IF', 'FILL', 'MAX'].includes(name));
}

/** Attributes beside `Properties` that the emulator cannot honour. */
export const STRIPPED_ATTRIBUTES: Readonly<Record<string, string>> = {
  UpdatePolicy: 'no CodeDeploy: the update happens at once',
};
