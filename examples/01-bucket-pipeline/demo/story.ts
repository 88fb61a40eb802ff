import { FileRows } from './file-rows';
import { Journey } from './follow';
import { Evidence, Reconciliation } from './ledger';
import { CRASH_MARK, isPoison, isTransient, THROW_MARK, TroublePlan } from './trouble';

/** Everything that is known after a run. */
export interface Run {
  readonly name: string;
  readonly keyColumn: string;
  readonly rows: FileRows;
  readonly plan: TroublePlan;
  readonly journey: Journey;
  readonly evidence: Evidence;
  readonly result: Reconciliation;
  /** What the cloud and the functions printed. */
  readonly log: string;
}

const EXAMPLES = 3;

/** The run in a few lines that somebody can read. */
export function tell(run: Run): string {
  const { name, keyColumn, rows, result: { ledger } } = run;
  const lines: [string, string][] = [
    ['Uploaded', `${name}: ${count(rows.size, 'row')}, key column ${JSON.stringify(keyColumn)}`],
    ['Trouble', trouble(run)],
    ['Left out', leftOut(run)],
    ['Stored', `${count(ledger.stored, 'row')} in the table`],
    ['Parked', parked(run)],
    ['Announced', `${count(run.journey.notifications, 'notification')} heard by a queue that listens to the topic`],
    ['Checked', checked(run)],
  ];
  return lines.map(([title, text]) => `${title.padEnd(11)}${text}\n`).join('');
}

function trouble({ rows, plan, log }: Run): string {
  const keys = [...new Set([...rows.values()].filter(key => key !== undefined))];
  const printed = log.split('\n');
  const crashes = printed.filter(line => line === CRASH_MARK).length;
  const throws = printed.filter(line => line === `Error: ${THROW_MARK}`).length;
  return [
    `${count(keys.filter(key => isTransient(plan, key)).length, 'key')} made to fail up to three times`,
    `${count(keys.filter(key => isPoison(plan, key)).length, 'key')} made to fail always`,
    `the process died ${count(crashes, 'time')} in the middle of a batch`,
    `${count(throws, 'batch', 'batches')} failed as a whole`,
  ].join(', ');
}

function leftOut({ evidence, journey }: Run): string {
  if (journey.report?.refused) {
    return `everything: ${journey.report.refused}`;
  }
  const described = evidence.leftOut.slice(0, EXAMPLES).map(({ line, kind, reason }) => `line ${line} (${kind}) ${reason}`);
  const more = evidence.leftOut.length > EXAMPLES ? [`and ${evidence.leftOut.length - EXAMPLES} more`] : [];
  const total = count(evidence.leftOut.length, 'row');
  return described.length > 0 ? `${total}: ${[...described, ...more].join('; ')}` : total;
}

function parked({ evidence, log }: Run): string {
  const lines = evidence.parked.map(({ line }) => line).sort((one, other) => one - other);
  const [example] = [...evidence.parked].sort((one, other) => one.line - other.line);
  if (!example) {
    return 'no row in the dead-letter queue';
  }
  const reason = reasonOf(example.line, log);
  return `${count(new Set(lines).size, 'row')} in the dead-letter queue, ready to be sent back; for example line ${example.line}, `
    + `key ${JSON.stringify(example.key)}${reason ? `: ${reason}` : ''}`;
}

/** What the handler last said about a line. */
function reasonOf(line: number, log: string): string | undefined {
  const entry = log.split('\n').filter(text => text.includes('"Row not stored"') && text.includes(`"line":${line},`)).at(-1);
  return entry && /"error":\{.*?"message":"((?:[^"\\]|\\.)*)"/.exec(entry)?.[1];
}

function checked({ journey, result: { ledger, lostLines, strangers } }: Run): string {
  const findings = [
    journey.report ? '' : 'validation wrote no report',
    journey.stalled ? 'rows were still under way when nothing moved any more' : '',
    lostLines.length > 0 ? `not found anywhere: lines ${lostLines.slice(0, 10).join(', ')}${lostLines.length > 10 ? ', ...' : ''}` : '',
    strangers.length > 0 ? `${count(strangers.length, 'row')} found that the file does not have` : '',
  ].filter(Boolean);
  return findings.length > 0 ? findings.join('; ') : `each of the ${ledger.in} rows of the file was looked up, and found in its one place`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}
