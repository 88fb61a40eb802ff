import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { Fact } from '../inventory/fact';
import { FunctionFact, FunctionTarget } from '../inventory/function-facts';
import { LATEST } from '../inventory/function-targets';
import { RawMap } from '../inventory/raw';

/** An alias protects only those who go through it. */
export const aliasBypassed: Rule = {
  id: 'alias-bypassed',
  severity: 'warning',
  title: 'Whoever invokes a function that has an alias goes through the alias',
  why: 'Events that reach $LATEST get the new code at once: a canary sees none of them and a rollback helps none of them. '
    + 'The alias\'s failure destination, provisioned concurrency and permissions do not hold for them either.',
  remedy: 'Point the source, route or permission at the alias (its Ref is the ARN with the alias).',
  inCdk: 'Give the alias, not the function, to event sources, targets and integrations. A `SteadfastFunction` answers as its live alias everywhere.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
  keeping: subscribed({ Ref: 'Live' }),
  breaking: subscribed({ 'Fn::GetAtt': ['Worker', 'Arn'] }),

  *check({ functions }) {
    for (const one of functions) {
      if (one.aliases.some(alias => alias.version.known !== LATEST)) {
        yield* judgeFunction(one);
      }
    }
  },
};

function* judgeFunction(one: FunctionFact): Iterable<Judgement> {
  const severity = one.aliases.some(alias => alias.shifted) ? 'error' : 'warning';
  const names = one.aliases.map(alias => alias.name.written).join(', ');
  for (const [fact, target] of whoInvokes(one)) {
    if (target.qualifier.known === LATEST) {
      yield finding(fact, `It points at $LATEST of ${one.logicalId}, past its alias (${names}).`, { severity });
    } else if (target.qualifier.kind === 'unknown') {
      yield cannotTell(fact, `Which qualifier of ${one.logicalId} it means cannot be told.`);
    }
  }
}

function whoInvokes(one: FunctionFact): readonly (readonly [Fact, FunctionTarget])[] {
  return [
    ...one.invokers.filter(invoker => invoker.via !== 'cloudformation').map(invoker => [invoker, invoker.target] as const),
    ...one.mappings.map(mapping => [mapping, mapping.target] as const),
    ...one.permissions.map(permission => [permission, permission.target] as const),
  ];
}

function subscribed(endpoint: RawMap): RawMap {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Worker' } } },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName: { Ref: 'Worker' }, FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] }, Name: 'live' },
      },
      Orders: { Type: 'AWS::SNS::Topic' },
      Subscription: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'lambda', Endpoint: endpoint } },
    },
  };
}
