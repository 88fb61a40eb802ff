import { App, Stack, aws_sns as sns } from 'aws-cdk-lib';
import { SMALLEST_USES } from './smallest-uses';
import { SteadfastDefaults } from '../../src';

test('CDK\'s own validator finds nothing in any pattern, and nobody is warned', () => {
  process.env.CDK_VALIDATION = 'true';
  try {
    const app = new App();
    for (const [name, { fill }] of Object.entries(SMALLEST_USES)) {
      const stack = new Stack(app, name);
      SteadfastDefaults.of(stack).set({ alarmTopic: sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111111111111:on-call') });
      fill(stack);
    }
    expect(app.synth().stacks.flatMap(({ messages }) => messages.map(({ entry }) => entry.data))).toEqual([]);
  } finally {
    process.env.CDK_VALIDATION = 'false';
  }
});
