import { CodeDeployListener } from './code-deploy';
import { ReleasedVersion, Releases } from './releases';
import { runDemo, Stage } from '../../demo/run-demo';

/** The versions that are released, and what must be found out about them. */
const EXPECTED: Readonly<Record<string, string>> = {
  orders: 'passes',
  broken: 'fails the smoke test',
  slow: 'fails the smoke test',
  forgetful: 'fails under traffic',
};

async function demonstrate(stage: Stage): Promise<number> {
  const releases = new Releases(stage.cloud, stage.folder, await CodeDeployListener.start());
  const released: ReleasedVersion[] = [];
  try {
    for (const version of Object.keys(EXPECTED)) {
      stage.display.step(`Releasing the version "${version}"`);
      released.push(await releases.release(version));
    }
  } finally {
    releases.close();
  }
  process.stdout.write(`\n${released.map(tell).join('\n')}\n${NOT_SHOWN}`);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(released.map(each => [each.version, verdictOn(each)])))}\n`);
  return released.every(each => verdictOn(each) === EXPECTED[each.version]) ? 0 : 1;
}

const NOT_SHOWN = 'The embedded cloud has no CodeDeploy: the smoke test is invoked as CodeDeploy would, its report is captured, and all traffic\n'
  + 'goes to the version at once. That a tenth goes first, and that traffic goes back, cannot be seen here.\n';

function verdictOn({ report, rollbackAlarm }: ReleasedVersion): string {
  if (report.status !== 'Succeeded') return 'fails the smoke test';
  return rollbackAlarm === 'ALARM' ? 'fails under traffic' : 'passes';
}

function tell(released: ReleasedVersion): string {
  const { version, report, reason, rollbackAlarm } = released;
  return [
    `${version.padEnd(11)}${verdictOn(released)}`,
    `  PutLifecycleEventHookExecutionStatus ${JSON.stringify(report)}`,
    reason ? `  the smoke test: ${reason}` : `  the rollback alarm after traffic: ${rollbackAlarm}`,
    '',
  ].join('\n');
}

runDemo(stage => demonstrate(stage));
