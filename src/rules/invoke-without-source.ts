import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { PermissionFact } from '../inventory/function-facts';
import { Value } from '../inventory/model';

const SERVICE = /\.amazon(aws)?\.com(\.cn)?$/;
const LOAD_BALANCER = /^elasticloadbalancing\./;

/** A service acts for whoever asks it. */
export const invokeWithoutSource: Rule = {
  id: 'invoke-without-source',
  severity: 'warning',
  title: 'A service may invoke a function only on behalf of a named source',
  why: 'A service invokes for any of its customers. Without a source the bucket, topic or rule of another account may invoke the function.',
  remedy: 'Add SourceArn, or SourceAccount where the ARN is not known.',
  inCdk: '`sourceArn` or `sourceAccount` of `addPermission`. The triggers of this library name their source.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  keeping: permission({ SourceArn: { 'Fn::GetAtt': ['Hourly', 'Arn'] } }),
  breaking: permission({}),

  *check({ permissions }) {
    for (const one of permissions) {
      const principal = one.principal.known;
      if (principal === undefined || !SERVICE.test(principal) || one.target.function?.injectedBy !== undefined) {
        continue;
      }
      const named = namesSource(one);
      if (named === undefined) {
        yield cannotTell(one, `Whether ${principal} may invoke for one source only cannot be told.`);
      } else if (!named) {
        yield finding(one, `${principal} may invoke ${one.target.function?.logicalId ?? one.target.written} for anybody.`, remedyFor(principal));
      }
    }
  },
};

function namesSource(one: PermissionFact): boolean | undefined {
  const answers = [one.sourceArn, one.sourceAccount, one.organization, one.eventSourceToken].map(isNamed);
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** What is given at deployment is given; only a condition may leave it out. Nothing but wildcards names nothing. */
function isNamed(value: Value<string>): boolean | undefined {
  if (value.alternatives) {
    const answers = new Set(value.alternatives.map(isNamed));
    return answers.size === 1 ? [...answers][0] : undefined;
  }
  return !/^(arn:[^:]*:[^:]*)?[:*]*$/.test(value.written);
}

/** The ARN of a target group exists only after its target may be invoked. */
function remedyFor(principal: string): { readonly remedy?: string } {
  return LOAD_BALANCER.test(principal)
    ? { remedy: 'Give the target group a literal name, and add SourceArn with targetgroup/NAME/* at its end.' }
    : {};
}

function permission(properties: object): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction(),
      Hourly: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }] },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: { Ref: 'Worker' }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', ...properties },
      },
    },
  };
}
