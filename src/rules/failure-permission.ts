import { mayDo } from './evidence/permitted';
import { touching } from './evidence/touching';
import { lambdaFunction, lambdaRole } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact } from '../inventory/fact';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link } from '../inventory/model';

/** What Lambda does with the function's role to park an event, by the service it parks it in. */
const PARKING: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage', sns: 'sns:Publish', lambda: 'lambda:InvokeFunction', events: 'events:PutEvents', s3: 's3:PutObject',
};

/** A failure target that the role may not write to keeps nothing. */
export const failurePermission: Rule = {
  id: 'failure-permission',
  severity: 'error',
  title: 'A function\'s role may write to where its failures go',
  why: 'Lambda parks failed events with the function\'s own role. Without the right a dead-letter queue is refused at deployment, '
    + 'and a destination is accepted and loses every event it was made for.',
  remedy: 'Allow the missing action on the failure target in the function\'s role.',
  inCdk: 'CDK\'s destinations grant it to a role that is CDK\'s; for an imported role add the statement where the role is defined.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  keeping: parked('sqs:SendMessage'),
  breaking: parked('sqs:ReceiveMessage'),

  *check(inventory) {
    for (const one of inventory.functions) {
      yield* judgeTarget(inventory, one, one, one.deadLetter);
      for (const config of one.asyncConfigs) {
        yield* judgeTarget(inventory, one, config, config.onFailure);
      }
      for (const mapping of one.mappings.filter(each => each.via !== 'sqs')) {
        yield* judgeTarget(inventory, one, mapping, mapping.onFailure);
      }
    }
  },
};

function* judgeTarget(inventory: Inventory, one: FunctionFact, place: Fact, target: Link): Iterable<Judgement> {
  const action = target.service === undefined ? undefined : PARKING[target.service];
  const role = inventory.roleOf(one);
  const name = target.resource?.logicalId ?? target.written;
  if (target.state === 'absent' || action === undefined || one.injectedBy !== undefined) {
    return;
  }
  const may = role && mayDo(role, [action], touching(target));
  if (may === undefined) {
    yield cannotTell(place, `Whether the role of ${one.logicalId} may ${action} on ${name} cannot be told.`);
  } else if (!may) {
    yield finding(place, `Failures of ${one.logicalId} go to ${name}, and its role lacks ${action} there.`);
  }
}

function parked(action: string): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Failed: { Type: 'AWS::SQS::Queue' },
      Async: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
        },
      },
      Role: lambdaRole({ Effect: 'Allow', Action: action, Resource: { 'Fn::GetAtt': ['Failed', 'Arn'] } }),
    },
  };
}
