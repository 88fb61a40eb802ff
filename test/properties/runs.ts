/**
 * How many cases a property tries, and from which seed on: `PROPERTY_RUNS=5000 PROPERTY_SEED=7 npx jest test/properties`.
 *
 * The seed stands still, so that a suite fails for what was changed and not for the day; whoever looks for more chooses another.
 *
 * @param share what part of PROPERTY_RUNS it tries, where a case takes long
 */
export function runs(usual: number, share: number = 1): { readonly numRuns: number; readonly seed: number } {
  const { PROPERTY_RUNS, PROPERTY_SEED = '5' } = process.env;
  return { numRuns: PROPERTY_RUNS === undefined ? usual : Math.ceil(Number(PROPERTY_RUNS) * share), seed: Number(PROPERTY_SEED) };
}
