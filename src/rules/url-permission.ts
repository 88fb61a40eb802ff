import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { PermissionFact, UrlFact } from '../inventory/function-facts';
import { sameQualifier } from '../inventory/function-targets';
import { grouped } from '../inventory/grouped';
import { RawMap } from '../inventory/raw';

const BOTH = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'] as const;

/** Since October 2025 a URL asks for two rights. */
export const urlPermission: Rule = {
  id: 'url-permission',
  severity: 'error',
  title: 'Whoever may use a function URL has both rights it asks for',
  why: 'New function URLs need lambda:InvokeFunctionUrl and lambda:InvokeFunction (since October 2025). With one of them every request is answered 403.',
  remedy: 'Add the other permission for the same principal and qualifier; lambda:InvokeFunction with InvokedViaFunctionUrl true.',
  inCdk: '`url.grantInvokeUrl(grantee)` gives both.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  keeping: withPermissions('lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'),
  breaking: withPermissions('lambda:InvokeFunctionUrl'),

  *check({ urls }) {
    for (const url of urls) {
      const all = url.target.function?.permissions ?? [];
      const permissions = all.filter(one => sameQualifier(one.target, url.target));
      const unsure = all.some(one => one.target.qualifier.kind === 'unknown');
      yield* judgeUrl(url, permissions, unsure);
    }
  },
};

function* judgeUrl(url: UrlFact, permissions: readonly PermissionFact[], unsure: boolean): Iterable<Judgement> {
  const called = url.target.function?.logicalId;
  if (unsure) {
    yield cannotTell(url, 'Whether those who use it have both rights cannot be told: a permission stands on a qualifier that is not told.');
    return;
  }
  if (url.authType.known === 'NONE' && called !== undefined && permissions.length === 0 && !isExpanded(url)) {
    yield finding(url, `Nobody may use the URL of ${called}: CloudFormation adds no permission for it.`, {
      remedy: 'Add both permissions (lambda:InvokeFunctionUrl, lambda:InvokeFunction with InvokedViaFunctionUrl) for the principal *.',
    });
  }
  for (const [principal, ofPrincipal] of byPrincipal(permissions.filter(isForUrl))) {
    const missing = BOTH.filter(action => !permitted(permissions, principal, action));
    if (missing.length === 1 && ofPrincipal.every(one => one.conditional)) {
      yield cannotTell(url, `Whether ${principal} has ${missing[0]} cannot be told.`);
    } else if (missing.length === 1) {
      yield finding(ofPrincipal[0], `${principal} may not use the URL of ${called}: it lacks ${missing[0]}.`);
    }
  }
}

/** SAM adds the permissions of its own URLs. */
function isExpanded(url: UrlFact): boolean {
  return url.resource.scope.template.body.Transform !== undefined;
}

function isForUrl(one: PermissionFact): boolean {
  return one.action.known === BOTH[0] || one.viaUrl.known === true;
}

function byPrincipal(permissions: readonly PermissionFact[]): ReadonlyMap<string, readonly PermissionFact[]> {
  return grouped(permissions, one => one.principal.written);
}

function permitted(permissions: readonly PermissionFact[], principal: string, action: string): boolean {
  return permissions.some(one => (one.principal.written === principal || one.principal.known === '*')
    && (one.action.known === undefined || one.action.known === action || one.action.known === 'lambda:*'));
}

function withPermissions(...actions: readonly string[]): RawMap {
  const permissions = actions.map((action, index) => [`Permission${index}`, {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Worker' }, Action: action, Principal: 'cloudfront.amazonaws.com', SourceArn: 'arn:aws:cloudfront::111111111111:distribution/E1',
    },
  }]);
  return {
    Resources: {
      Worker: lambdaFunction(),
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, AuthType: 'AWS_IAM' } },
      ...Object.fromEntries(permissions),
    },
  };
}
