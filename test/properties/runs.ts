/**
 * How many cases a property tries, and from which seed on: `PROPERTY_RUNS=5000 PROPERTY_SEED=7 npx jest test/properties`.
 *
 * The seed stands still, so that a suite fails for what was changed and not for the day; whoever looks for more chooses another.
 */
export function runs(usual: number): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: Number(process.env.PROPERTY_RUNS ?? usual), seed: Number(process.env.PROPERTY_SEED ?? 5) };
}
