/** What names the thing itself. */
const SURELY_SECRET = /(passw(or)?d|passphrase|private_?key|secret_?access_?key|client_?secret)$/i;

/** What may name the thing, where the value is random enough. */
const MAYBE_SECRET = /(secrets?|tokens?|api_?key|access_?key|auth_?key|credentials?)$/i;

/** Values that are secrets whatever their name is: they have the form that their issuer gives them. */
const ISSUED: [kind: string, form: RegExp][] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS access key', /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a Stripe key', /\b[rs]k_live_[A-Za-z0-9]{16,}/],
  ['a signed token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['an address with a password in it', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i],
];

/** Dynamic references that CloudFormation replaces by the secret itself. */
const RESOLVED = /\{\{resolve:(secretsmanager|ssm-secure):/;

/** Says where a secret is, and not what it is. */
const REFERENCE = /^(arn:|https?:\/\/|alias\/|\/|\.\/|\{\{resolve:ssm:)|^(true|false|-?\d+(\.\d+)?)$/i;

const FEWEST_CHARACTERS = 12;

/** Bits a character: words of a language stay below, generated secrets of 12 characters and more above. */
const LEAST_ENTROPY = 3.1;

/**
 * What kind of secret an environment variable shows to everybody; undefined where it shows none.
 *
 * @param value the value as the template would say it
 */
export function plaintextSecret(name: string, value: unknown): string | undefined {
  if (RESOLVED.test(JSON.stringify(value))) return 'a secret that CloudFormation would write out';
  if (typeof value !== 'string') return undefined;
  const issued = ISSUED.find(([, form]) => form.test(value));
  if (issued) return issued[0];
  if (value === '' || REFERENCE.test(value)) return undefined;
  if (SURELY_SECRET.test(name)) return 'a literal';
  return MAYBE_SECRET.test(name) && isRandom(value) ? 'a literal that looks generated' : undefined;
}

function isRandom(value: string): boolean {
  return value.length >= FEWEST_CHARACTERS && !/\s/.test(value) && entropy(value) >= LEAST_ENTROPY;
}

/** Shannon's entropy, in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].map(count => count / value.length).reduce((sum, share) => sum - share * Math.log2(share), 0);
}
