import { losesEvents, parksFailures } from './evidence/async-sources';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { callTarget } from '../inventory/function-targets';

/** Lambda gives up on an asynchronous event after its retries; somebody must keep it. */
export const asyncFailureDestination: Rule = {
  id: 'async-failure-destination',
  severity: 'error',
  title: 'A function that is invoked asynchronously parks the events it fails on',
  why: 'Lambda retries an asynchronous event twice and then drops it. Without an on-failure destination on the invoked qualifier, '
    + 'or a dead-letter queue on the function, the event is gone and nobody is told.',
  remedy: 'Add an AWS::Lambda::EventInvokeConfig with DestinationConfig.OnFailure for the invoked qualifier.',
  inCdk: '`onFailure: new destinations.SqsDestination(queue)` on the function. A `SteadfastFunction` parks by itself once somebody may '
    + 'call it so; `failurePath` says where.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  keeping: {
    Resources: {
      Worker: lambdaFunction(),
      Parked: { Type: 'AWS::SQS::Queue' },
      Async: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          Qualifier: '$LATEST',
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Parked', 'Arn'] } } },
        },
      },
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }] },
      },
    },
  },
  breaking: {
    Resources: {
      Worker: lambdaFunction(),
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }] },
      },
    },
  },

  *check({ functions }) {
    for (const one of functions) {
      for (const invoker of one.invokers.filter(losesEvents)) {
        const parks = parksFailures(invoker.target);
        const called = callTarget(invoker.target);
        if (parks === undefined) {
          yield cannotTell(one, `${invoker.logicalId} (${invoker.via}) invokes ${called}; whether its failures are parked cannot be told.`);
        } else if (!parks) {
          yield finding(one, `${invoker.logicalId} (${invoker.via}) invokes ${called} asynchronously, and no destination or dead-letter queue keeps what fails.`);
        }
      }
    }
  },
};
