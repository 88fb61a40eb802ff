import { Refusal } from '../../validation/steadfast-error';

/** What a user may have reasons for, and should know: the rule of the checker that will say so too, and what it is about. */
export interface Doubt extends Refusal {
  readonly rule: string;
}
