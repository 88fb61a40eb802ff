import { Stack, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { SteadfastDefaults } from '../../src';

/** The least that an organisation decides: whom to wake. */
export function decideWhomToWake(stack: Stack): void {
  SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call') });
}

/** Everything that the docs recommend to an organisation with rules of its own: a key, a network, a boundary, logs for a year. */
export function decideEverything(stack: Stack): void {
  decideWhomToWake(stack);
  SteadfastDefaults.of(stack).set({
    encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
    logRetention: logs.RetentionDays.ONE_YEAR,
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'workload-boundary'),
    vpc: ec2.Vpc.fromVpcAttributes(stack, 'Network', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
      privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0fedcba9876543210'],
    }),
  });
}
