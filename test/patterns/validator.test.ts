import { App, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { SMALLEST_USES } from './smallest-uses';
import { SteadfastDefaults } from '../../src';
import { validatorFindings } from '../support/validator-findings';

test('CDK\'s own validator finds nothing in any pattern, and nobody is warned', () => {
  const app = new App();
  for (const [name, { fill }] of Object.entries(SMALLEST_USES)) {
    const stack = new Stack(app, name);
    SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
    fill(stack);
  }
  expect(validatorFindings(app)).toEqual([]);
});
