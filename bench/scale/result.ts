import { Cost } from './checkers';

export interface Scale {
  readonly date: string;
  readonly sizes: readonly SizeResult[];
  /** At 1,000 functions; the ratio is to our own cost on the same templates. */
  readonly tools: readonly ToolCost[];
}

export interface SizeResult extends Cost {
  readonly functions: number;
  readonly templates: number;
  readonly resources: number;
  /** Milliseconds of CPU for each function. */
  readonly perFunction: number;
}

export interface ToolCost extends Cost {
  readonly name: string;
  readonly ratio: number;
}
