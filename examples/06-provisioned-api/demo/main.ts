import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { deployExample } from '../../demo/deploy-example';
import { runDemo, Stage } from '../../demo/run-demo';

interface Resource {
  readonly Type: string;
  readonly Properties: {
    readonly ProvisionedConcurrencyConfig?: { readonly ProvisionedConcurrentExecutions: number };
    readonly ReservedConcurrentExecutions?: number;
    readonly ScheduledActions?: readonly { Schedule: string; ScalableTargetAction: { MinCapacity: number; MaxCapacity: number } }[];
  };
}

const ARTICLES: readonly [string, number][] = [['tea', 200], ['coffee', 200], ['mud', 404]];

async function demonstrate(stage: Stage): Promise<number> {
  const { cloud, display, folder } = stage;
  const { outputs, adjustments } = await deployExample(stage, join(__dirname, '..'));

  display.step('Asking for prices, through the live alias');
  const functions = new LambdaClient(cloud.clientConfig());
  const answers: { article: string; statusCode: number; version?: string }[] = [];
  for (const [article] of ARTICLES) {
    const { Payload, ExecutedVersion } = await functions.send(new InvokeCommand({
      FunctionName: outputs.Live, Payload: JSON.stringify({ pathParameters: { article } }),
    }));
    const { statusCode } = JSON.parse(Payload!.transformToString()) as { statusCode: number };
    answers.push({ article, statusCode, version: ExecutedVersion });
  }
  functions.destroy();

  const lines = [
    ...answers.map(({ article, statusCode, version }) => `${article.padEnd(10)}${statusCode} from version ${version}`),
    ...asked(join(folder, 'PricesDemo.template.json')),
    ...adjustments.map(({ type, kind, reason }) => `${kind}: ${type} (${reason})`),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  process.stdout.write(`${JSON.stringify({ answered: answers.length, fromVersion: answers[0].version })}\n`);
  return answers.every(({ article, statusCode }) => ARTICLES.some(([name, status]) => name === article && status === statusCode)) ? 0 : 1;
}

/** What the template asks AWS for; the embedded cloud keeps nothing warm. */
function asked(templateFile: string): string[] {
  const { Resources } = JSON.parse(readFileSync(templateFile, 'utf8')) as { Resources: Record<string, Resource> };
  return Object.values(Resources).flatMap(({ Type, Properties }) => [
    ...(Type === 'AWS::Lambda::Version' ? [`asked     ${Properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions} kept warm, of the version`] : []),
    ...(Properties.ScheduledActions ?? []).map(({ Schedule, ScalableTargetAction: { MinCapacity, MaxCapacity } }) => (
      `asked     ${MinCapacity} to ${MaxCapacity} kept warm from ${Schedule} on (UTC)`
    )),
  ]);
}

runDemo(demonstrate);
