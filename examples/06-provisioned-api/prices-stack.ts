import { join } from 'node:path';
import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Concurrency, HttpIntegration, SteadfastDefaults, SteadfastHttpApi, SteadfastNodejsFunction } from '../../src';

export interface PricesStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;
}

/** An API that nobody waits for: as many executions are warm as the hour needs. */
export class PricesStack extends Stack {
  public readonly fn: SteadfastNodejsFunction;
  public readonly api: SteadfastHttpApi;

  constructor(scope: Construct, id: string, props: PricesStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.fn = new SteadfastNodejsFunction(this, 'Prices', {
      entry: join(__dirname, 'handler', 'prices.ts'),
      timeout: Duration.seconds(5),
      concurrency: Concurrency.provisioned({
        executions: 2,
        maxExecutions: 20,
        reserved: 50,
        schedules: [
          { schedule: Schedule.cron({ weekDay: 'MON-FRI', hour: '7', minute: '45' }), min: 10, max: 20 },
          { schedule: Schedule.cron({ weekDay: 'MON-FRI', hour: '20', minute: '0' }), min: 2, max: 5 },
        ],
      }),
    });
    this.api = new SteadfastHttpApi(this, 'Api');
    this.api.addRoutes({ path: '/prices/{article}', integration: new HttpIntegration('Prices', this.fn) });
  }
}
