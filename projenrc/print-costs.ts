import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main } from '../src/cli/main';

/*
 * Prints into the README of each example what it makes and costs: `ts-node projenrc/print-costs.ts` writes, with `--check` it only tells what has drifted.
 * An example is a folder with app.ts, cdk.json and README.md; its workload.yaml, where there is one, tells what no template tells.
 */

const EXAMPLES = path.join(__dirname, '..', 'examples');
const BEGIN = '<!-- cost: printed by npx projen docs:costs -->';
const END = '<!-- /cost -->';

function isExample(name: string): boolean {
  return ['app.ts', 'cdk.json', 'README.md'].every(file => fs.existsSync(path.join(EXAMPLES, name, file)));
}

/** The assembly of an example, without bundling: what code weighs costs nothing. */
function synthesize(folder: string, output: string): void {
  const { context = {} } = JSON.parse(fs.readFileSync(path.join(folder, 'cdk.json'), 'utf8')) as { context?: object };
  const { status, stderr } = spawnSync(process.execPath, ['--require', 'ts-node/register/transpile-only', 'app.ts'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: output,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
    },
  });
  if (status !== 0) {
    throw new Error(`${path.basename(folder)} could not be synthesized:\n${stderr}`);
  }
}

/** How many resources the templates of an assembly hold, and of which types. */
function resourcesIn(output: string): string {
  const templates = fs.readdirSync(output, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.template.json'));
  const types = templates.flatMap(file => {
    const { Resources = {} } = JSON.parse(fs.readFileSync(path.join(output, file), 'utf8')) as { Resources?: Record<string, { Type: string }> };
    return Object.values(Resources).map(({ Type }) => Type.replace(/^AWS::/, '')).filter(type => type !== 'CDK::Metadata');
  });
  const counts = [...new Set(types)].sort().map(type => `${types.filter(one => one === type).length} \`${type}\``);
  return `It makes ${types.length} resources: ${counts.join(', ')}.`;
}

/** What it makes, and the sheet of what that costs. */
function toldOf(name: string): { readonly makes: string; readonly bill: string } {
  const folder = path.join(EXAMPLES, name);
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'costs-'));
  try {
    synthesize(folder, output);
    const workload = path.join(folder, 'workload.yaml');
    const said = { out: '', err: '' };
    const given = ['cost', output, '--bill', ...fs.existsSync(workload) ? ['--workload', workload] : []];
    const code = main(given, { out: text => { said.out += text; }, err: text => { said.err += text; }, colours: false });
    if (code !== 0) {
      throw new Error(`${name}: ${said.err}`);
    }
    return { makes: resourcesIn(output), bill: said.out.trimEnd() };
  } finally {
    fs.rmSync(output, { recursive: true });
  }
}

function section(name: string): string {
  const workload = fs.existsSync(path.join(EXAMPLES, name, 'workload.yaml')) ? ' --workload workload.yaml' : '';
  const { makes, bill } = toldOf(name);
  return `${BEGIN}\n${makes}\n\n\`steadfast cost cdk.out${workload} --bill\` says, at list prices:\n\`\`\`\n${bill}\n\`\`\`\n${END}`;
}

/** The README with the section in its place, or at its end. */
function updated(readme: string, text: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  return begin >= 0 && end > begin
    ? readme.slice(0, begin) + text + readme.slice(end + END.length)
    : `${readme.trimEnd()}\n\n## What it makes and costs\n${text}\n`;
}

const check = process.argv.includes('--check');
for (const name of fs.readdirSync(EXAMPLES).filter(isExample)) {
  const file = path.join(EXAMPLES, name, 'README.md');
  const readme = fs.readFileSync(file, 'utf8');
  const wanted = updated(readme, section(name));
  if (readme === wanted) {
    continue;
  }
  if (check) {
    process.stderr.write(`examples/${name}/README.md does not say what the example makes and costs: run npx projen docs:costs\n`);
    process.exitCode = 1;
  } else {
    fs.writeFileSync(file, wanted);
  }
}
