import { join } from 'node:path';
import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HttpIntegration, Release, ServiceDashboard, SmokeTest, SteadfastDefaults, SteadfastHttpApi, SteadfastNodejsFunction } from '../../src';

export interface OrdersStackProps extends StackProps {
  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/orders.ts
   */
  readonly entry?: string;
}

/** An API whose new versions are tested, then see a tenth of the traffic, and are taken back when they fail. */
export class OrdersStack extends Stack {
  public readonly fn: SteadfastNodejsFunction;

  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    const api = new SteadfastHttpApi(this, 'Api');
    this.fn = new SteadfastNodejsFunction(this, 'Orders', {
      entry: props.entry ?? join(__dirname, 'handler', 'orders.ts'),
      timeout: Duration.seconds(10),
      release: Release.canary({
        smokeTest: SmokeTest.ofRequest({ path: '/health', expectedBody: { ok: true }, timeout: Duration.seconds(3) }),
        alarms: [this.serverErrorsOf(api)],
      }),
    });
    api.addRoutes({ path: '/{proxy+}', integration: new HttpIntegration('Orders', this.fn) });
    new ServiceDashboard(this, 'Dashboard');
  }

  /** An answer of 500 is no error to Lambda, so the release's own alarm does not see it. */
  private serverErrorsOf(api: SteadfastHttpApi): Alarm {
    return new Alarm(this, 'ServerErrors', {
      metric: api.metricServerError({ period: Duration.minutes(1), statistic: 'Sum' }),
      threshold: 5,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
