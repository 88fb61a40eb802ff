import { join } from 'node:path';
import { Stack, StackProps, aws_sns_subscriptions as subscriptions } from 'aws-cdk-lib';
import { AlarmTopic, QueueTrigger, SteadfastNodejsFunction } from 'cdk-steadfast';
import { Construct } from 'constructs';

export interface ServiceStackProps extends StackProps {
  /** The mail address that alarms are sent to; it has to be confirmed once. */
  readonly onCall: string;
}

/** Works off a queue: what fails on every attempt is parked in a dead-letter queue, and somebody is told. */
export class ServiceStack extends Stack {
  public readonly work: SteadfastNodejsFunction;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    AlarmTopic.of(this).addSubscription(new subscriptions.EmailSubscription(props.onCall));
    this.work = new SteadfastNodejsFunction(this, 'Work', { entry: join(__dirname, 'handler', 'work.ts') });
    this.work.addEventSource(new QueueTrigger());
  }
}
