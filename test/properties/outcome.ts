import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Stack } from 'aws-cdk-lib';
import RECOMMENDED from 'aws-cdk-lib/recommended-feature-flags.json';
import { takeInventory } from '../../src/inventory/inventory';
import { load } from '../../src/inventory/loading/load';
import { judge } from '../../src/rules/judging/judge';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { wildcardsIn } from '../support/wildcards';

/** Fills a stack with what a case consists of. */
export type Fill = (stack: Stack) => void;

/** Synthesizes an app, and says what it complains of. */
export type Gate = (app: App) => string[];

/** How a case ended: in a refusal of ours, or in an assembly. */
export interface Outcome {
  /** What was refused; undefined where the case synthesized. */
  readonly refused?: string;
  /** Every file of the assembly that is deployed, as it was written. */
  readonly templates: Readonly<Record<string, string>>;
  /** What the gate says of it. */
  readonly complaints: readonly string[];
}

/** Flags that apps have, by name. */
export const CONTEXTS: Readonly<Record<string, Record<string, unknown>>> = {
  'no flags': {},
  'the recommended flags': RECOMMENDED as Record<string, unknown>,
};

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-properties-'));
afterAll(() => fs.rmSync(scratch, { recursive: true }));

// What a synth warns of is no news here.
beforeAll(() => {
  for (const way of ['error', 'warn'] as const) jest.spyOn(console, way).mockImplementation(() => undefined);
});

// Nothing is bundled, and what CDK's validator says is read and not thrown.
const QUIET = { 'aws:cdk:bundling-stacks': [], '@aws-cdk/core:failSynthOnValidationErrors': false };

/** Builds and judges a case; whatever is thrown that is no refusal of ours is thrown on. */
export function outcomeOf(fill: Fill, context: Readonly<Record<string, unknown>>, gate: Gate): Outcome {
  const outdir = fs.mkdtempSync(path.join(scratch, 'case-'));
  try {
    const app = new App({ outdir, context: { ...context, ...QUIET } });
    fill(new Stack(app, 'Stack'));
    const complaints = gate(app);
    return { templates: templatesIn(outdir), complaints };
  } catch (error) {
    return { refused: refusalOf(error), templates: {}, complaints: [] };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

/** A synth collects what validations say, each after the path of its construct. */
const VALIDATIONS = /^Validation failed with the following errors:\n/;

/** The refusal that an error is; an error of another kind is thrown on. */
function refusalOf(error: unknown): string {
  if (error instanceof SteadfastError) return error.message;
  const { message } = error as Error;
  const lines = message.replace(VALIDATIONS, '').split(/\n(?= {2}\[)/);
  if (VALIDATIONS.test(message) && lines.every(line => line.includes('; given: '))) return message;
  throw error;
}

function templatesIn(outdir: string): Record<string, string> {
  const files = fs.readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.template.json'));
  return Object.fromEntries(files.map(file => [file, fs.readFileSync(path.join(outdir, file), 'utf8')]));
}

/** The gate that each case passes: errors of the rule book, and actions by wildcard. */
export function ruleBook(app: App): string[] {
  const { directory: outdir } = app.synth();
  const { findings } = judge(takeInventory(load([outdir])), RULE_BOOK);
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule, path: place, message }) => `${rule} at ${place}: ${message}`);
  return [...errors, ...wildcardsIn(outdir).actions.map(action => `the action ${action} is a wildcard`)];
}
