import * as fs from 'fs';
import * as path from 'path';
import { stringify } from 'yaml';
import { RawMap } from '../src/inventory/raw';
import { Rule } from '../src/rules/rule';
import { RULE_BOOK } from '../src/rules/rule-book';

/*
 * Prints docs/rules from the rule book: `ts-node projenrc/print-rules.ts` writes, with `--check` it only tells what has drifted.
 */

const FOLDER = path.join(__dirname, '..', 'docs', 'rules');
const SEVERITY = {
  error: 'AWS refuses it, or an event, money or a secret is lost',
  warning: 'a practice',
};

function page(rule: Rule): string {
  return `# ${rule.id}

**${rule.title}.**

Severity: ${rule.severity} (${SEVERITY[rule.severity]}); a finding says so where it is graver or lighter.

## Why
${rule.why}

## How to mend it
${rule.remedy}

**In CDK:** ${rule.inCdk}

## Breaks the rule
${example(rule.breaking)}

## Keeps the rule
${example(rule.keeping)}

## Opting out
In CDK: \`Validations.of(construct).acknowledge({ id: 'steadfast::${rule.id}', reason: '...' })\`. In a template, at the resource:
\`\`\`yaml
Metadata:
  cdk-steadfast:
    acknowledge:
      - rule: ${rule.id}
        reason: ...
\`\`\`

Source: ${/^https?:/.test(rule.source) ? `<${rule.source}>` : rule.source}
`;
}

/** A long template goes on as it begins: a page shows its first resources. */
const SHOWN = 8;

function example({ Resources, ...sections }: RawMap): string {
  const all = Object.entries(Resources as object);
  const shown = all.length > 2 * SHOWN ? all.slice(0, SHOWN) : all;
  const text = stringify({ ...sections, Resources: Object.fromEntries(shown) }, { aliasDuplicateObjects: false, lineWidth: 120 });
  const rest = all.length > shown.length ? `  # ... and ${all.length - shown.length} more of the kind\n` : '';
  return `\`\`\`yaml\n${text}${rest}\`\`\``;
}

function index(): string {
  const rows = RULE_BOOK.map(({ id, severity, title }) => `| [${id}](${id}.md) | ${severity} | ${title.replace(/\|/g, '\\|')} |`);
  return `# The rules

${RULE_BOOK.length} rules; \`steadfast check\`, \`rules.SteadfastChecks\` and \`expectClean\` hold templates against all of them.
An *error* is what AWS refuses, or what loses an event, money or a secret; a *warning* is a practice.
What a template cannot tell is reported as such and never guessed.

| rule | severity | what holds |
|---|---|---|
${rows.join('\n')}
`;
}

const pages = new Map([['README.md', index()], ...RULE_BOOK.map(rule => [`${rule.id}.md`, page(rule)] as const)]);
const there = fs.existsSync(FOLDER) ? fs.readdirSync(FOLDER) : [];
const outdated = [
  ...[...pages].filter(([name, text]) => !there.includes(name) || fs.readFileSync(path.join(FOLDER, name), 'utf8') !== text).map(([name]) => name),
  ...there.filter(name => !pages.has(name)),
];

if (process.argv.includes('--check')) {
  if (outdated.length > 0) {
    process.stderr.write(`docs/rules differs from the rule book (${outdated.join(', ')}): run npx projen docs:rules\n`);
    process.exitCode = 1;
  }
} else {
  fs.mkdirSync(FOLDER, { recursive: true });
  for (const name of outdated) {
    const text = pages.get(name);
    if (text === undefined) {
      fs.rmSync(path.join(FOLDER, name));
    } else {
      fs.writeFileSync(path.join(FOLDER, name), text);
    }
  }
}
