import * as path from 'path';
import { grouped } from '../../inventory/grouped';
import { Severity } from '../rule';
import { AcknowledgedDefect, FoundDefect, Verdict } from './verdict';

/** One finding that a team lives with for now. */
export interface AcceptedDefect {
  readonly rule: string;
  readonly severity: Severity;
  /** A construct path, or `template#logicalId` where there is none. */
  readonly place: string;
  readonly message: string;
}

/** What a baseline leaves of a verdict. */
export interface Rebased {
  readonly verdict: Verdict;
  /** What the baseline accepts and nobody finds any more: somebody mended it. */
  readonly stale: readonly AcceptedDefect[];
}

/** What is found now, as a baseline keeps it; paths of templates are told from the baseline's directory. */
export function acceptedNow(verdict: Verdict, directory: string): readonly AcceptedDefect[] {
  return verdict.findings.map(found => ({
    rule: found.rule, severity: found.severity, place: placeOf(found, directory), message: found.message,
  }));
}

/** Takes out of a verdict what a baseline accepts; each entry accepts one finding that is no worse than it was. */
export function rebase(verdict: Verdict, accepted: readonly AcceptedDefect[], directory: string, name: string): Rebased {
  const open = grouped(accepted, fingerprint);
  const findings: FoundDefect[] = [];
  const acknowledged: AcknowledgedDefect[] = [];
  for (const found of verdict.findings) {
    const entries = open.get(fingerprintOf(found, directory)) ?? [];
    const index = entries.findIndex(entry => entry.severity === 'error' || found.severity === 'warning');
    if (index < 0) {
      findings.push(found);
    } else {
      entries.splice(index, 1);
      acknowledged.push({ ...found, reason: `accepted in ${name}` });
    }
  }
  return {
    verdict: { ...verdict, findings, acknowledged: [...verdict.acknowledged, ...acknowledged] },
    stale: [...open.values()].flat(),
  };
}

/** What stays of a finding when numbers in it change and CDK gives new hashes. */
export function fingerprintOf(found: FoundDefect, directory: string): string {
  return fingerprint({ rule: found.rule, severity: found.severity, place: placeOf(found, directory), message: found.message });
}

function fingerprint({ rule, place, message }: AcceptedDefect): string {
  return [rule, place, message].map(settled).join('\n');
}

/** CDK ends logical ids in hashes: of the path (8), and for versions and deployments of their content (32 more). */
function settled(text: string): string {
  return text
    .replace(/(?<=[A-Za-z0-9])[0-9A-F]{8}(?:[0-9a-f]{32})?(?![0-9A-Za-z])/g, '')
    .replace(/\d+(?:\.\d+)?/g, '#');
}

function placeOf({ path: constructPath, template, logicalId }: FoundDefect, directory: string): string {
  if (constructPath.includes('/')) {
    return constructPath;
  }
  const relative = path.relative(directory, template).split(path.sep).join('/');
  return `${relative}#${logicalId}`;
}
