import { lambdaFunction, liveAlias, publishedVersion } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { AliasFact, VersionFact } from '../inventory/function-facts';
import { LATEST } from '../inventory/function-targets';
import { isMap, own, ownMap, RawMap } from '../inventory/raw';

/** An alias that does not move runs old code after every deployment. */
export const versionPinned: Rule = {
  id: 'version-pinned',
  severity: 'warning',
  title: 'An alias follows the function that its template deploys',
  why: 'The template deploys new code to $LATEST, and the alias stays where a number says. What is tested is not what runs, until somebody moves it by hand.',
  remedy: 'Point FunctionVersion at the Version attribute of an AWS::Lambda::Version that is published with every change.',
  inCdk: '`fn.currentVersion`. The live alias of a `SteadfastFunction` follows it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
  keeping: aliasOn({ 'Fn::GetAtt': [`Version${'0a'.repeat(16)}`, 'Version'] }),
  breaking: aliasOn('7'),

  *check({ aliases }) {
    for (const alias of aliases) {
      const called = alias.target.function;
      if (!called || called.template !== alias.template || alias.version.known === LATEST) {
        continue;
      }
      if (alias.version.kind === 'known' || namesParameter(alias)) {
        yield finding(alias, `It stays on version ${alias.version.written} while the template deploys ${called.logicalId}.`);
      } else if (alias.target.version && !isPublishedAnew(alias.target.version)) {
        yield cannotTell(alias, `Whether ${alias.target.version.logicalId} is published anew when ${called.logicalId} changes cannot be told from its name.`);
      } else if (!alias.target.version) {
        yield cannotTell(alias, `Which version it stands on cannot be told (${alias.version.written}).`);
      }
    }
  },
};

function namesParameter({ resource }: AliasFact): boolean {
  const raw = own(ownMap(resource.raw, 'Properties'), 'FunctionVersion');
  const name = isMap(raw) ? own(raw, 'Ref') : undefined;
  return typeof name === 'string' && own(resource.scope.parameters, name) !== undefined;
}

/** Hashes of the content at the end of a logical id, as CDK, SAM and the Serverless Framework write them. */
const HASHED = /([0-9a-f]{32}|Version[0-9a-f]{10}|LambdaVersion[0-9A-Za-z]{30,})$/;

/** CloudFormation publishes a version once for each logical id; one that SAM makes stands only in the expansion. */
function isPublishedAnew({ logicalId, resource }: VersionFact): boolean {
  return HASHED.test(logicalId) || own(ownMap(resource.scope.template.body, 'Resources'), logicalId) === undefined;
}

function aliasOn(version: unknown): RawMap {
  return { Resources: { Worker: lambdaFunction(), [`Version${'0a'.repeat(16)}`]: publishedVersion(), Live: liveAlias({ FunctionVersion: version }) } };
}
