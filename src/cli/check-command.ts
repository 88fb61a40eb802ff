import { applyBaseline, writeBaseline } from './baseline-file';
import { CHECK_USAGE, checkArguments, CheckArguments, Format } from './check-arguments';
import { writeFile } from './files';
import { jsonOf } from './output/json';
import { junitOf } from './output/junit';
import { Result } from './output/result';
import { sarifOf } from './output/sarif';
import { textOf } from './output/text';
import { Terminal } from './terminal';
import { fails } from './threshold';
import { takeInventory } from '../inventory/inventory';
import { load } from '../inventory/loading/load';
import { judge } from '../rules/judging/judge';
import { RULE_BOOK } from '../rules/rule-book';

const CLEAN = 0;
const FINDINGS = 1;

const FORMATS: Readonly<Record<Format, (result: Result) => string>> = { text: textOf, json: jsonOf, sarif: sarifOf, junit: junitOf };

/** `steadfast check`: judges templates and says what it finds. */
export function checkCommand(given: readonly string[], terminal: Terminal): number {
  const wanted = checkArguments(given);
  if (wanted.help) {
    terminal.out(CHECK_USAGE);
    return CLEAN;
  }
  const inventory = takeInventory(load(wanted.paths));
  const verdict = judge(inventory, RULE_BOOK);
  if (wanted.writeBaseline !== undefined) {
    const count = writeBaseline(verdict, wanted.writeBaseline);
    terminal.err(`steadfast: ${wanted.writeBaseline} accepts ${count} finding${count === 1 ? '' : 's'} now\n`);
    return CLEAN;
  }
  const rebased = wanted.baseline === undefined ? { verdict, stale: [] } : applyBaseline(verdict, wanted.baseline);
  print({ ...rebased, inventory, failOn: wanted.failOn, colours: terminal.colours && wanted.output === undefined }, wanted, terminal);
  return rebased.verdict.findings.some(found => fails(found, wanted.failOn)) ? FINDINGS : CLEAN;
}

function print(result: Result, { format, output }: CheckArguments, terminal: Terminal): void {
  const text = FORMATS[format](result);
  if (output === undefined) {
    terminal.out(text);
  } else {
    writeFile(output, text);
  }
  if (format !== 'text' && result.stale.length > 0) {
    terminal.err(`steadfast: ${result.stale.length} of the baseline's findings are mended or acknowledged; write it anew with --write-baseline\n`);
  }
}
