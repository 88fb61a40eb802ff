import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cloud/python-environment';
import { builtPackage, Consumer } from '../support/hub/consumer';
import { NpmRegistry } from '../support/hub/npm-registry';
import { PythonIndex } from '../support/hub/python-index';
import { run } from '../support/hub/run';

let registry: NpmRegistry;
let reference: Record<string, unknown>;

beforeAll(async () => {
  registry = await NpmRegistry.start();
  await run('npm', ['publish', builtPackage('js', '.tgz'), '--ignore-scripts'], { environment: registry.environment });
});

afterAll(() => registry?.stop());

describe('TypeScript: published to a registry, installed into an empty folder', () => {
  const consumer = new Consumer('typescript');

  beforeAll(async () => {
    await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: consumer.folder, environment: registry.environment });
    await run(bin(consumer, 'ts-node'), ['app.ts'], { cwd: consumer.folder, environment: consumer.environment });
    reference = consumer.resources();
  });

  test('the app synthesizes from the package alone', () => {
    const types = Object.values(reference).map(resource => (resource as { Type: string }).Type);
    expect(types).toEqual(expect.arrayContaining(['AWS::Lambda::Alias', 'AWS::Lambda::EventSourceMapping', 'AWS::CodeDeploy::DeploymentGroup']));
  });

  test('the installed command judges the assembly', async () => {
    const verdict = await run(bin(consumer, 'steadfast'), ['check', consumer.cloudAssembly, '--format', 'json'], { cwd: consumer.folder });
    expect(JSON.parse(verdict).findings).toEqual([]);
  });

  test('the testing entry is found beside the library', async () => {
    const script = "const { expectClean, snapshotSerializer } = require('cdk-steadfast/testing'); console.log(typeof expectClean, typeof snapshotSerializer)";
    expect((await run(process.execPath, ['-e', script], { cwd: consumer.folder })).trim()).toBe('function object');
  });
});

test('Python: uploaded to an index, installed from it, the same template', async () => {
  const consumer = new Consumer('python');
  const index = await PythonIndex.start();
  try {
    await index.publish(builtPackage('python', '.whl'));
    await run('python3', ['-m', 'venv', 'venv'], { cwd: consumer.folder });
    const python = join(consumer.folder, 'venv', 'bin', 'python');
    await run(python, ['-m', 'pip', 'install', '--quiet', '--index-url', index.indexUrl, '-r', 'requirements.txt'], { cwd: consumer.folder });
    await run(python, ['app.py'], { cwd: consumer.folder, environment: consumer.environment });
    expect(consumer.resources()).toEqual(reference);
  } finally {
    await index.stop();
  }
});

test('Java: resolved from a Maven repository, the same template', async () => {
  const consumer = new Consumer('java');
  const local = join(projectRoot(), '.cache', 'maven');
  rmSync(join(local, 'io', 'github', 'cdksteadfast'), { recursive: true, force: true });
  const settings = join(consumer.folder, 'settings.xml');
  writeFileSync(settings, mavenSettings(join(projectRoot(), 'dist', 'java')));
  const maven = ['--batch-mode', '--quiet', '--settings', settings, `-Dmaven.repo.local=${local}`];
  await run('mvn', [...maven, 'compile', 'exec:java'], { cwd: consumer.folder, environment: consumer.environment });
  expect(consumer.resources()).toEqual(reference);
});

test('Go: replaced by the built module, the same template', async () => {
  const consumer = new Consumer('go');
  const built = builtPackage('go');
  await run('go', ['mod', 'edit', `-replace=github.com/cdk-steadfast/cdk-steadfast-go/cdksteadfast=${built}`], { cwd: consumer.folder });
  await run('go', ['mod', 'tidy'], { cwd: consumer.folder });
  await run('go', ['run', '.'], { cwd: consumer.folder, environment: consumer.environment });
  expect(consumer.resources()).toEqual(reference);
});

function bin(consumer: Consumer, name: string): string {
  return join(consumer.folder, 'node_modules', '.bin', name);
}

function mavenSettings(repository: string): string {
  return `<settings><profiles><profile><id>built</id><repositories><repository>
    <id>built</id><url>file://${repository}</url>
  </repository></repositories></profile></profiles><activeProfiles><activeProfile>built</activeProfile></activeProfiles></settings>`;
}
