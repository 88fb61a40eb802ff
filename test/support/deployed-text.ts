const ACCOUNT = '111111111111';
const REGION = 'us-east-1';

const regional = (service: string, resource: string) => (id: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}${id}`;

/** How the ARN of a deployed resource looks, by type; its name is its logical id. */
const ARNS: Record<string, (id: string) => string> = {
  'AWS::S3::Bucket': id => `arn:aws:s3:::${id.toLowerCase()}`,
  'AWS::SQS::Queue': regional('sqs', ''),
  'AWS::SNS::Topic': regional('sns', ''),
  'AWS::DynamoDB::Table': regional('dynamodb', 'table/'),
  'AWS::DynamoDB::GlobalTable': regional('dynamodb', 'table/'),
  'AWS::Logs::LogGroup': id => `${regional('logs', 'log-group:')(id)}:*`,
  'AWS::KMS::Key': regional('kms', 'key/'),
  'AWS::Kinesis::Stream': regional('kinesis', 'stream/'),
  'AWS::Kinesis::StreamConsumer': id => `${regional('kinesis', 'stream/')('Stream')}/consumer/${id}:1`,
  'AWS::KinesisFirehose::DeliveryStream': regional('firehose', 'deliverystream/'),
  'AWS::Events::EventBus': regional('events', 'event-bus/'),
  'AWS::Events::Rule': regional('events', 'rule/'),
  'AWS::Cognito::UserPool': regional('cognito-idp', 'userpool/'),
  'AWS::StepFunctions::StateMachine': regional('states', 'stateMachine:'),
  'AWS::Lambda::Function': regional('lambda', 'function:'),
  'AWS::Lambda::Alias': id => `${regional('lambda', 'function:')(id)}:live`,
  'AWS::CloudWatch::Alarm': regional('cloudwatch', 'alarm:'),
  // An ARN holds their names.
  'AWS::CodeDeploy::Application': id => id,
  'AWS::CodeDeploy::DeploymentGroup': id => id,
  'AWS::SecretsManager::Secret': id => `${regional('secretsmanager', 'secret:')(id)}-AbCdEf`,
  'AWS::SecretsManager::SecretTargetAttachment': id => `${regional('secretsmanager', 'secret:')(id)}-AbCdEf`,
  'AWS::RDS::DBProxy': regional('rds', 'db-proxy:prx-'),
  'AWS::RDS::DBCluster': regional('rds', 'cluster:'),
  'AWS::ElastiCache::ServerlessCache': regional('elasticache', 'serverlesscache:'),
  'AWS::ElastiCache::User': regional('elasticache', 'user:'),
  'AWS::EFS::AccessPoint': regional('elasticfilesystem', 'access-point/'),
  'AWS::EFS::FileSystem': regional('elasticfilesystem', 'file-system/'),
};

/** What `Ref` says of a resource is its name, but of these it is the ARN. */
const REFERRED_BY_ARN = [
  'AWS::Kinesis::StreamConsumer',
  'AWS::SNS::Topic', 'AWS::SecretsManager::Secret', 'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::StepFunctions::StateMachine', 'AWS::Lambda::Alias',
];

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT, 'AWS::URLSuffix': 'amazonaws.com',
};

type Intrinsic = {
  'Ref'?: string;
  'Fn::GetAtt'?: [string, string];
  'Fn::Join'?: [string, unknown[]];
  'Fn::Select'?: [number, unknown];
  'Fn::Split'?: [string, unknown];
};

/** The values of a template as they read after deployment, in an account and region of the tests' own. */
export class DeployedText {
  public static readonly ACCOUNT = ACCOUNT;
  public static readonly REGION = REGION;

  private readonly types: Record<string, string>;

  constructor(template: { Resources?: Record<string, { Type: string }> }) {
    this.types = Object.fromEntries(Object.entries(template.Resources ?? {}).map(([id, resource]) => [id, resource.Type]));
  }

  /** The text of a value. */
  public of(value: unknown): string {
    if (typeof value === 'string') return value;
    const intrinsic = value as Intrinsic;
    if (intrinsic['Fn::Join']) return this.list(intrinsic['Fn::Join'][1]).join(intrinsic['Fn::Join'][0]);
    if (intrinsic['Fn::Select']) return this.list(intrinsic['Fn::Select'][1])[intrinsic['Fn::Select'][0]];
    if (intrinsic['Fn::GetAtt']) return this.attribute(...intrinsic['Fn::GetAtt']);
    return this.reference(intrinsic.Ref ?? JSON.stringify(value));
  }

  /** A structure whose intrinsic functions became text. */
  public within(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(item => this.within(item));
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return this.of(value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.within(item)]));
  }

  private list(value: unknown): string[] {
    const split = (value as Intrinsic)['Fn::Split'];
    if (split) return this.of(split[1]).split(split[0]);
    return (value as unknown[]).map(item => this.of(item));
  }

  private reference(id: string): string {
    if (PSEUDO[id]) return PSEUDO[id];
    return REFERRED_BY_ARN.includes(this.types[id]) ? this.arn(id) : id;
  }

  private attribute(id: string, name: string): string {
    if (name === 'StreamArn') return `${this.arn(id)}/stream/2026-11-21T00:00:00.000`;
    return this.arn(id);
  }

  private arn(id: string): string {
    const known = ARNS[this.types[id]]?.(id);
    if (!known) throw new Error(`Nobody told how the ARN of ${id} (${this.types[id]}) looks; add its type to ARNS.`);
    return known;
  }
}
