import { UnpricedType } from './cost-sheet';
import { quantitiesOf } from './resource-quantities';
import { Inventory } from '../inventory/inventory';

/** What costs nothing by itself, or is priced with what it belongs to. */
const FREE = [
  /^AWS::(IAM|CloudFormation|SSM|CDK|CodeDeploy|ApplicationAutoScaling|Serverless)::/,
  /^AWS::Lambda::/,
  /^AWS::ApiGateway(V2)?::/,
  /^AWS::(SQS|SNS|S3)::\w*(Policy|Subscription|PolicyInlinePolicy)$/,
  /^AWS::(Events|Scheduler)::(Rule|ScheduleGroup|EventBusPolicy)$/,
  /^AWS::Logs::(MetricFilter|SubscriptionFilter|LogStream|ResourcePolicy)$/,
  /^AWS::CloudWatch::(Alarm|CompositeAlarm|Dashboard)$/,
  /^AWS::SecretsManager::(RotationSchedule|ResourcePolicy|SecretTargetAttachment)$/,
  /^AWS::KMS::Alias$/,
  /^AWS::EC2::(VPC|Subnet|Route|RouteTable|SubnetRouteTableAssociation|InternetGateway|VPCGatewayAttachment|SecurityGroup\w*|NetworkAcl\w*)$/,
  /^AWS::RDS::(DBProxyTargetGroup|DBSubnetGroup|DBParameterGroup|DBClusterParameterGroup)$/,
  /^AWS::Cognito::(UserPoolClient|UserPoolDomain|IdentityPool\w*)$/,
  /^Custom::/,
];

/** Types that cost money and that the cost sheet knows nothing of, so that nobody takes its total for the whole bill. */
export function unpricedTypes({ resources }: Inventory): readonly UnpricedType[] {
  const counts = new Map<string, number>();
  for (const { type } of resources.filter(one => quantitiesOf(one.type).length === 0 && !FREE.some(pattern => pattern.test(one.type)))) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count })).sort((one, other) => one.type.localeCompare(other.type));
}
