import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { statementsOf } from './roles';

const ACCOUNT = '111111111111';
const REGION = 'us-east-1';

/** How the ARN of a deployed resource looks, by type, or by type and attribute; its name is its logical id. */
const ARNS: Record<string, (id: string) => string> = {
  'AWS::S3::Bucket': (id) => `arn:aws:s3:::${id.toLowerCase()}`,
  'AWS::SQS::Queue': (id) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${id}`,
  'AWS::SNS::Topic': (id) => `arn:aws:sns:${REGION}:${ACCOUNT}:${id}`,
  'AWS::DynamoDB::Table': (id) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${id}`,
  'AWS::DynamoDB::Table.StreamArn': (id) => `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${id}/stream/2026-11-21T00:00:00.000`,
  'AWS::Kinesis::Stream': (id) => `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${id}`,
  'AWS::Kinesis::StreamConsumer': (id) => `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/Stream/consumer/${id}:1`,
  'AWS::Logs::LogGroup': (id) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${id}:*`,
  'AWS::KMS::Key': (id) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`,
};

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::Region': REGION, 'AWS::AccountId': ACCOUNT };

/** What CDK gives every key: the account decides by its roles. */
const DEFAULT_KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

type Intrinsic = { 'Ref'?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]] };

/** A role as IAM would judge it, once its stack is deployed. */
export class Simulation {
  private readonly types: Record<string, string>;

  constructor(private readonly fn: lambda.IFunction) {
    const resources = Template.fromStack(Stack.of(fn)).toJSON().Resources as Record<string, { Type: string }>;
    this.types = Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, resource.Type]));
  }

  /** Whether the function's role may do this to a resource, which is named by whatever the template would say of it. */
  public async allows(action: string, resource: unknown, suffix: string = '', context: Record<string, string> = {}): Promise<boolean> {
    const response = await runSimulation({
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/Role`,
        action,
        resource: { resource: `${this.arn(Stack.of(this.fn).resolve(resource)).replace(/:\*$/, '')}${suffix}`, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: [{ name: 'Policy', policy: { Version: '2012-10-17', Statement: this.deployed(statementsOf(this.fn)) } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith('kms:') ? { resourcePolicy: DEFAULT_KEY_POLICY } : {}),
    }, {});
    if (response.resultType === 'error') throw new Error(JSON.stringify(response.errors));
    return response.overallResult === 'Allowed';
  }

  /** The text of a value of the template after deployment. */
  private arn(value: unknown): string {
    if (typeof value === 'string') return value;
    const intrinsic = value as Intrinsic;
    if (intrinsic['Fn::Join']) return intrinsic['Fn::Join'][1].map((part) => this.arn(part)).join(intrinsic['Fn::Join'][0]);
    const [id, attribute] = intrinsic['Fn::GetAtt'] ?? [intrinsic.Ref ?? '', ''];
    const known = PSEUDO[id] ?? (ARNS[`${this.types[id]}.${attribute}`] ?? ARNS[this.types[id]])?.(id);
    if (!known) throw new Error(`The simulation cannot name ${JSON.stringify(value)}; add its type to ARNS.`);
    return known;
  }

  private deployed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.deployed(item));
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return this.arn(value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.deployed(item)]));
  }
}
