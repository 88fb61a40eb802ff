import { Inventory } from '../../inventory/inventory';
import { AcceptedDefect } from '../../rules/judging/baseline';
import { Verdict } from '../../rules/judging/verdict';
import { Threshold } from '../threshold';

/** All that a format may show. */
export interface Result {
  readonly verdict: Verdict;
  readonly inventory: Inventory;
  readonly failOn: Threshold;
  readonly stale: readonly AcceptedDefect[];
  readonly colours: boolean;
}
