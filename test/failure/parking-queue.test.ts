import { RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SteadfastDefaults } from '../../src';
import { ParkingQueue } from '../../src/failure/parking-queue';
import { stackWith } from '../support/stacks';

test('what is parked is encrypted, reached over TLS only, and kept: for 14 days, and when the stack goes', () => {
  const stack = stackWith();
  new ParkingQueue(stack, 'Parking');
  const template = Template.fromStack(stack);
  template.hasResource('AWS::SQS::Queue', { Properties: { MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true }, DeletionPolicy: 'Retain' });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: [Match.objectLike({ Effect: 'Deny', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })] },
  });
});

test('an organisation may decide that it goes with its stack', () => {
  const stack = stackWith();
  SteadfastDefaults.of(stack).set({ removalPolicy: RemovalPolicy.DESTROY });
  new ParkingQueue(stack, 'Parking');
  Template.fromStack(stack).hasResource('AWS::SQS::Queue', { DeletionPolicy: 'Delete' });
});
