import * as path from 'path';
import { writeFile } from './files';
import { BadInputError } from '../inventory/bad-input-error';
import { parseFile } from '../inventory/loading/parse-template';
import { isMap, own, ownText, RawMap } from '../inventory/raw';
import { AcceptedDefect, acceptedNow, Rebased, rebase } from '../rules/judging/baseline';
import { Verdict } from '../rules/judging/verdict';

/** Takes out of a verdict what a baseline file accepts. */
export function applyBaseline(verdict: Verdict, file: string): Rebased {
  return rebase(verdict, readBaseline(file), path.dirname(path.resolve(file)), path.basename(file));
}

/** Writes all that is found to a baseline file. */
export function writeBaseline(verdict: Verdict, file: string): number {
  const accepted = acceptedNow(verdict, path.dirname(path.resolve(file)));
  writeFile(file, `${JSON.stringify({ version: 1, accepted }, undefined, 2)}\n`);
  return accepted.length;
}

function readBaseline(file: string): readonly AcceptedDefect[] {
  const body = parseFile(file);
  const entries = own(body, 'accepted');
  if (own(body, 'version') !== 1 || !Array.isArray(entries)) {
    throw new BadInputError(file, 'this is no baseline: {"version":1,"accepted":[...]} is expected, as --write-baseline writes it');
  }
  return entries.map((entry: unknown, index) => {
    const accepted = isMap(entry) ? acceptedOf(entry) : undefined;
    if (!accepted) {
      throw new BadInputError(file, `entry ${index + 1} of the baseline needs rule, severity, place and message`);
    }
    return accepted;
  });
}

function acceptedOf(entry: RawMap): AcceptedDefect | undefined {
  const [rule, severity, place, message] = ['rule', 'severity', 'place', 'message'].map(key => ownText(entry, key));
  const told = rule !== undefined && place !== undefined && message !== undefined && (severity === 'error' || severity === 'warning');
  return told ? { rule, severity, place, message } : undefined;
}
