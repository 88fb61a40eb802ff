import { NotificationFact, SubscriptionFact } from './event-facts';
import { Fact } from './fact';
import { Link, Properties, Value } from './model';
import { Task } from './workflow';

export interface FunctionFact extends Fact {
  readonly name: Value<string>;
  readonly runtime: Value<string>;
  readonly handler: Value<string>;
  readonly packageType: Value<string>;
  readonly architecture: Value<string>;
  /** Seconds; 3 when not set. */
  readonly timeout: Value<number>;
  /** MB; 128 when not set. */
  readonly memory: Value<number>;
  /** MB of /tmp; 512 when not set. */
  readonly storage: Value<number>;
  readonly reserved: Value<number>;
  readonly deadLetter: Link;
  readonly tracing: Value<string>;
  readonly environment: Properties;
  readonly vpc: Properties;
  readonly role: Link;
  /** `LoggingConfig.LogGroup`. */
  readonly logGroup: Link;
  readonly snapStart: Value<string>;
  /** True when it runs on managed instances (a capacity provider). */
  readonly managedInstances: boolean;
  /** What put it into the template when the user did not, e.g. `BucketNotificationsHandler`. */
  readonly injectedBy?: string;
  readonly versions: VersionFact[];
  readonly aliases: AliasFact[];
  readonly urls: UrlFact[];
  readonly asyncConfigs: AsyncConfigFact[];
  readonly invokers: InvokerFact[];
  readonly mappings: MappingFact[];
  readonly permissions: PermissionFact[];
}

export interface VersionFact extends Fact {
  readonly target: FunctionTarget;
  readonly provisioned: Value<number>;
}

export interface AliasFact extends Fact {
  readonly target: FunctionTarget;
  readonly name: Value<string>;
  /** `FunctionVersion`: a reference to a version's `Version`, or a literal. */
  readonly version: Value<string>;
  readonly provisioned: Value<number>;
  /** True when static weights are set; unknown when it cannot be told. */
  readonly weighted: Value<boolean>;
  /** The CodeDeploy group that shifts it, when `UpdatePolicy` names one. */
  readonly deploymentGroup: Link;
  /** True when CodeDeploy shifts it. */
  readonly shifted: boolean;
}

export interface UrlFact extends Fact {
  readonly target: FunctionTarget;
  readonly authType: Value<string>;
}

/** `AWS::Lambda::EventInvokeConfig`: holds for one qualifier only. */
export interface AsyncConfigFact extends Fact {
  readonly target: FunctionTarget;
  readonly onFailure: Link;
  readonly onSuccess: Link;
  readonly retries: Value<number>;
  readonly maxAge: Value<number>;
}

export interface PermissionFact extends Fact {
  readonly target: FunctionTarget;
  readonly principal: Value<string>;
  readonly action: Value<string>;
  readonly sourceArn: Value<string>;
  readonly source: Link;
  readonly sourceAccount: Value<string>;
  readonly organization: Value<string>;
  readonly eventSourceToken: Value<string>;
  readonly viaUrl: Value<boolean>;
}

/** A function and the qualifier under which somebody means it. */
export interface FunctionTarget {
  readonly state: Link['state'];
  /** The function, when it stands in the loaded templates. */
  readonly function?: FunctionFact;
  /** `$LATEST` for the unqualified function, otherwise an alias or a version. */
  readonly qualifier: Value<string>;
  readonly alias?: AliasFact;
  readonly version?: VersionFact;
  readonly written: string;
}

export interface DeploymentGroupFact extends Fact {
  readonly configuration: Value<string>;
  readonly alarms: readonly Link[];
  readonly alarmsEnabled: Value<boolean>;
  readonly rollbackEnabled: Value<boolean>;
  readonly aliases: AliasFact[];
}

/** Who invokes functions. `cloudformation` are custom resources: their failures fail the deployment. */
export type InvokerKind =
  | 's3' | 'sns' | 'eventbridge' | 'scheduler' | 'logs' | 'iot' | 'ses' | 'config' | 'cloudformation'
  | 'rest-api' | 'http-api' | 'websocket-api' | 'rest-authorizer' | 'http-authorizer' | 'websocket-authorizer'
  | 'alb' | 'cognito' | 'step-functions' | 'firehose' | 'cloudfront' | 'url' | 'appsync' | 'secretsmanager'
  | 'lambda-destination' | 'alarm' | 'pipe' | 'codedeploy' | 'other';

/** Somebody who invokes a function: one invoker for each target it names. */
export interface InvokerFact extends Fact {
  readonly via: InvokerKind;
  readonly mode: 'async' | 'sync' | 'unknown';
  readonly target: FunctionTarget;
  /** The bucket, topic, rule, API, ... the event comes from. */
  readonly source: Link;
  /** Where undeliverable events go; undefined where the service has no such thing. */
  readonly deliveryDeadLetter?: Link;
  /** False when it is switched off. */
  readonly enabled: Value<boolean>;
  /** Seconds the caller waits; undefined where it does not wait. */
  readonly patience?: Value<number>;
  /** The S3 notification, when that is what invokes. */
  readonly notification?: NotificationFact;
  /** The SNS subscription, when that is what invokes. */
  readonly subscription?: SubscriptionFact;
  /** The state of the workflow, when that is what invokes. */
  readonly task?: Task;
  /** The operation, when an API's OpenAPI definition is what invokes. */
  readonly operation?: Operation;
  /** The part of the resource that names the function: a target, a notification, an integration, a state. */
  readonly settings: Properties;
}

/** One operation of an OpenAPI definition. */
export interface Operation {
  /** Method and path, e.g. `GET /orders`. */
  readonly name: string;
  readonly definition: Properties;
}

/** `AWS::Lambda::EventSourceMapping`. */
export interface MappingFact extends Fact {
  readonly via: 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'documentdb' | 'unknown';
  readonly target: FunctionTarget;
  readonly source: Link;
  readonly enabled: Value<boolean>;
  readonly batchSize: Value<number>;
  /** Seconds; 0 when not set. */
  readonly window: Value<number>;
  readonly onFailure: Link;
  /** -1 (endless) when not set. */
  readonly retries: Value<number>;
  /** Seconds; -1 (endless) when not set. */
  readonly maxAge: Value<number>;
  readonly bisect: Value<boolean>;
  readonly partialBatch: Value<boolean>;
  readonly startingPosition: Value<string>;
  readonly parallel: Value<number>;
  readonly maximumConcurrency: Value<number>;
  readonly minimumPollers: Value<number>;
  readonly maximumPollers: Value<number>;
  readonly filters: readonly Properties[];
  readonly settings: Properties;
}
