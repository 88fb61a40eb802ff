import { readFileSync, writeFileSync } from 'fs';
import { App, Stack, aws_lambda as lambda, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { FunctionSecrets } from '../../src';
import { steadfastFunction } from '../support/stacks';

const PAGE = 'docs/secrets.md';
const { version } = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')) as { version: string };
const EXTENSION = lambda.ParamsAndSecretsVersions.V1_0_103;
const ARCHITECTURES = [lambda.Architecture.X86_64, lambda.Architecture.ARM_64];

const regionsWith = ({ name }: lambda.Architecture): string[] => (
  RegionInfo.regions.filter(region => region.paramsAndSecretsLambdaLayerArn(EXTENSION, name)).map(region => region.name).sort()
);

function table(): string {
  const rows = ARCHITECTURES.map(architecture => `| ${architecture.name} | ${regionsWith(architecture).join(', ')} |`);
  return [`| version ${EXTENSION}, AWS CDK ${version} | regions |`, '|---|---|', ...rows].join('\n');
}

test('docs/secrets.md says in which regions the extension is (UPDATE_DOCS=1 writes it again)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const current = page.replace(/(<!-- extension -->\n)[\s\S]*?(<!-- end -->)/, (_all, start: string, end: string) => `${start}${table()}\n${end}`);
  expect(current).toContain(table());
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});

describe.each(ARCHITECTURES.map(architecture => [architecture.name, architecture] as const))('on %s', (_name, architecture) => {
  const read = (region: string, layerVersionArn?: string): void => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
    steadfastFunction(stack, 'Function', {
      architecture, secrets: FunctionSecrets.cached({ secrets: { KEY: new secretsmanager.Secret(stack, 'Secret') }, layerVersionArn }),
    });
  };

  test('a function has the extension in every region of the table', () => {
    regionsWith(architecture).forEach(region => expect(() => read(region)).not.toThrow());
  });

  test('a function is refused where the table has no layer, unless it names one', () => {
    expect(() => read('mx-central-1')).toThrow(/mx-central-1/);
    expect(() => read('mx-central-1', 'arn:aws:lambda:mx-central-1:111111111111:layer:Extension:1')).not.toThrow();
  });
});
