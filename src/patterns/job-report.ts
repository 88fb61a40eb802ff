import { aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { makeTopic } from './pattern-stores';
import { Access } from '../access/access';

/** Whom a job tells what it did. */
export class JobReport {
  /** An encrypted topic of its own, reachable over TLS only; subscribe to it. */
  public static newTopic(): JobReport {
    return new JobReport();
  }

  /** A topic that is there already. */
  public static topic(topic: sns.ITopic): JobReport {
    return new JobReport(topic);
  }

  private constructor(private readonly given?: sns.ITopic) {}

  /**
   * Lets a job publish there.
   *
   * @internal
   */
  public _bind(scope: Construct, job: lambda.Function): sns.ITopic {
    const topic = this.given ?? makeTopic(scope, 'Report');
    Access.publish(topic).grantTo(job);
    job.addEnvironment('REPORT_TOPIC_ARN', topic.topicArn);
    return topic;
  }
}
