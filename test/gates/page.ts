import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS, Answer, withoutPack } from './answers';
import { GateRun, TOOLS, Tool, TypedFinding } from './findings';
import { OWN_ANSWERS, WILDCARD_REASONS } from '../../src/acknowledgements/own-answers';
import { RuleAnswer } from '../../src/acknowledgements/rule-answer';

/** Where the page stands. */
export const PAGE = join(__dirname, '..', '..', 'docs', 'gates.md');

/** The patterns that peers were measured for, in November 2026: raw L2s, AWS Solutions Constructs, raw L2s hardened by hand. */
const PEERS: Record<string, Record<'checkov' | 'control-tower', readonly [number, number, number]>> = {
  TableApi: { 'checkov': [12, 9, 7], 'control-tower': [7, 4, 6] },
  BucketPipeline: { 'checkov': [24, 15, 17], 'control-tower': [15, 9, 13] },
  ScheduledJob: { 'checkov': [12, 6, 7], 'control-tower': [11, 8, 12] },
  StreamProcessor: { 'checkov': [10, 7, 7], 'control-tower': [5, 4, 7] },
};

/** docs/gates.md, from the answers and from what was found in a run. */
export function gatesPage(run: GateRun): string {
  const page = readFileSync(PAGE, 'utf8');
  const tables: Record<string, () => string> = { counts: () => countsTable(run), own: ownTable, answers: answersTable };
  return Object.keys(tables).reduce((text, name) => {
    const [begin, end] = [`<!-- ${name}: printed by npx projen docs:gates -->`, `<!-- /${name} -->`];
    const [before, rest] = text.split(begin);
    const [, after] = rest.split(end);
    return `${before}${begin}\n${tables[name]()}\n${end}${after}`;
  }, page);
}

/** What the library acknowledges wherever it stands; a rule is named once for all packs that have it. */
function ownTable(): string {
  const row = ({ type, rules, reason }: RuleAnswer): string => {
    const names = [...new Set(rules.map(rule => withoutPack(rule).replace(/\[.*/, '')))];
    return `| ${names.join(', ')} | ${type.replace('AWS::', '').replace('::', ' ')} | ${reason} |`;
  };
  const wildcards = Object.values(WILDCARD_REASONS).map(reason => `| IAM5 on one resource | IAM Policy, IAM Role | ${reason} |`);
  return ['| rule | on | why that is right |', '|---|---|---|', ...Object.values<RuleAnswer>(OWN_ANSWERS).map(row), ...wildcards].join('\n');
}

function answersTable(): string {
  const row = ({ on = 'any', rules, only, resources, reason }: Answer): string => {
    const named = resources ? ` \`${resources.source.replace(/\|/g, '\\|')}\`` : '';
    return `| ${rules.join(', ')} | ${on.replace('AWS::', '').replace('::', ' ')}${named}${only ? ` in \`${only}\`` : ''} | ${reason} |`;
  };
  return ['| rule | on | why that is right |', '|---|---|---|', ...ANSWERS.map(row)].join('\n');
}

function countsTable(run: GateRun): string {
  const cells = (pattern: string, exhibit: string): string => {
    const found = (tool: Tool): TypedFinding[] => run.findings(tool).filter(({ template }) => template === `${exhibit}.${pattern}`);
    return TOOLS.map(tool => {
      const acknowledged = found(tool).filter(one => one.acknowledged).length;
      const peers = exhibit === 'patterns' && PEERS[pattern]?.[tool as 'checkov' | 'control-tower'];
      const aside = tool === 'cdk-nag' ? ` (${acknowledged})` : peers ? ` (${peers.join(', ')})` : '';
      return `${found(tool).length - acknowledged}${aside}`;
    }).join(' | ');
  };
  const patterns = run.templates.filter(template => template.startsWith('patterns.')).map(template => template.replace('patterns.', ''));
  return [
    `| | ${TOOLS.join(' | ')} |`,
    `|---|${TOOLS.map(() => '---|').join('')}`,
    ...patterns.map(pattern => `| ${pattern} | ${cells(pattern, 'patterns')} |`),
    ...patterns.map(pattern => `| ${pattern}, \`decided\` | ${cells(pattern, 'decided')} |`),
  ].join('\n');
}
