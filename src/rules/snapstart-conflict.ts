import { warmCapacities, WarmCapacity } from './evidence/warm-capacity';
import { lambdaFunction, liveAlias, publishedVersion } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { LATEST } from '../inventory/function-targets';
import { QUOTAS } from '../reference/quotas';
import { takesSnapshots } from '../reference/runtime-table';

const ON = 'PublishedVersions';

/** SnapStart excludes much else. */
export const snapstartConflict: Rule = {
  id: 'snapstart-conflict',
  severity: 'error',
  title: 'A function with SnapStart has a runtime that supports it, a published version, and nothing that excludes it',
  why: 'Lambda refuses SnapStart together with provisioned concurrency, a file system, more than 512 MB of /tmp or tenant isolation, and on other runtimes '
    + 'than Java 11, Python 3.12, .NET 8 and newer ones. Without a published version it does nothing.',
  remedy: 'Remove SnapStart, or what excludes it.',
  inCdk: '`snapStart` beside `fn.currentVersion` and an alias of it. A `SteadfastFunction` has both, and refuses what excludes SnapStart.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html',
  keeping: withSnapStart({}),
  breaking: withSnapStart({ EphemeralStorage: { Size: 1024 } }),

  *check(inventory) {
    const capacities = warmCapacities(inventory);
    for (const one of inventory.functions) {
      if (one.snapStart.known === ON) {
        yield* judgeRuntime(one);
        yield* judgeNeighbours(one, capacities.get(one) ?? []);
        yield* judgeVersions(one);
      } else if (one.snapStart.kind !== 'known') {
        yield cannotTell(one, `Whether it has SnapStart cannot be told (${one.snapStart.written}).`);
      }
    }
  },
};

function* judgeRuntime(one: FunctionFact): Iterable<Judgement> {
  if (one.packageType.known !== 'Zip') {
    yield cannotTell(one, 'Whether the runtime inside its image has SnapStart cannot be told.');
    return;
  }
  const supported = one.runtime.known === undefined ? undefined : takesSnapshots(one.runtime.known);
  if (supported === undefined) {
    yield cannotTell(one, `Whether its runtime (${one.runtime.written}) has SnapStart cannot be told.`);
  } else if (!supported) {
    yield finding(one, `Its runtime ${one.runtime.written} has no SnapStart.`, { remedy: `Remove SnapStart from ${one.logicalId}.` });
  }
}

function* judgeNeighbours(one: FunctionFact, capacities: readonly WarmCapacity[]): Iterable<Judgement> {
  const warm = capacities.filter(capacity => capacity.most > 0);
  const certain = warm.filter(capacity => capacity.least > 0);
  if (certain.length > 0) {
    const names = certain.map(capacity => capacity.qualifier).join(', ');
    yield finding(one, `It has SnapStart and provisioned concurrency (${names}).`, { remedy: 'Remove SnapStart, or the provisioned concurrency.' });
  } else if (warm.length > 0) {
    yield cannotTell(one, 'It has SnapStart; whether it also has provisioned concurrency cannot be told.');
  }
  const { properties } = one.resource;
  if (properties.maps('FileSystemConfigs').some(config => config.state === 'map')) {
    yield finding(one, 'It has SnapStart and a file system.', { remedy: 'Remove SnapStart, or FileSystemConfigs.' });
  }
  const limit = QUOTAS.snapStartStorage.value;
  if ((one.storage.known ?? 0) > limit) {
    yield finding(one, `It has SnapStart and ${one.storage.written} MB of /tmp.`, { remedy: `Remove SnapStart, or set EphemeralStorage to ${limit} MB.` });
  }
  if (properties.map('TenancyConfig').state === 'map') {
    yield finding(one, 'It has SnapStart and isolates its tenants.', { remedy: 'Remove SnapStart, or TenancyConfig.' });
  }
}

function* judgeVersions(one: FunctionFact): Iterable<Judgement> {
  if (one.versions.length === 0 && one.aliases.every(alias => alias.version.known === LATEST)) {
    yield finding(one, 'It has SnapStart but no published version, so it starts as slowly as before.', {
      severity: 'warning', remedy: `Add an AWS::Lambda::Version of ${one.logicalId} and invoke that, best through an alias.`,
    });
  }
}

function withSnapStart(properties: Readonly<Record<string, unknown>>): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ Runtime: 'java21', SnapStart: { ApplyOn: ON }, ...properties }),
      Version: publishedVersion(),
      Live: liveAlias(),
    },
  };
}
