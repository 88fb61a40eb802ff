/** A version that was released without the setting that it needs. */
export async function handler(): Promise<never> {
  throw new Error('the setting PRICE_LIST is missing');
}
