import { FoundDefect } from '../rules/judging/verdict';
import { reaches } from '../rules/rule';

export const THRESHOLDS = ['error', 'warning', 'never'] as const;

/** The least severity that makes a check fail. */
export type Threshold = typeof THRESHOLDS[number];

/** Whether a finding makes the check fail. */
export function fails({ severity }: FoundDefect, threshold: Threshold): boolean {
  return threshold !== 'never' && reaches(severity, threshold);
}
