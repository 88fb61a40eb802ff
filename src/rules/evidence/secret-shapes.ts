/** Names that end like this hold a secret, unless the value says otherwise. */
const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|API_?KEY|SECRET_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SIGNING_?KEY|ENCRYPTION_?KEY|CREDENTIALS?)(_VALUE)?(_?\d+)?$/;

/** Values that are secrets whatever they are called; each shape is its issuer's own. */
const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^gh[pousr]_[A-Za-z0-9]{36,}$/,
  /^github_pat_[A-Za-z0-9_]{40,}$/,
  /^[sr]k_live_[A-Za-z0-9]{16,}$/,
  /^xox[abprs]-[A-Za-z0-9-]{20,}$/,
  /^AIza[A-Za-z0-9_-]{35}$/,
  /^glpat-[A-Za-z0-9_-]{20,}$/,
  /^npm_[A-Za-z0-9]{36}$/,
];

/** `scheme://user:password@host`, where the password is not left to be filled in. */
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;

const SHORTEST = 8;
const BITS_PER_CHARACTER = 2.5;

/** Whether a variable holds a secret, by its name and by how random its value is. */
export function looksLikeSecret(name: string, value: string): boolean {
  if (SECRET_VALUES.some(shape => shape.test(value.trim()))) {
    return true;
  }
  const password = CREDENTIALS_IN_URL.exec(value)?.[1];
  if (password !== undefined) {
    return !/^[$<{%*]/.test(password);
  }
  return SECRET_NAME.test(inCapitals(name)) && !namesSomething(value) && isRandom(value);
}

/** `dbPassword` is `DB_PASSWORD`. */
function inCapitals(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

/** ARNs, addresses, paths, dynamic references and words joined by separators say where the secret is, not what. */
function namesSomething(value: string): boolean {
  return /^(arn:|\/|\.|[a-z][a-z0-9+.-]*:\/\/|\{\{resolve:)/i.test(value) || /[\s]|\$\{/.test(value)
    || value.split(/[-_/.:]+/).every(isWord);
}

/** A word, a number, or a word with a number behind it such as `v2`. */
function isWord(part: string): boolean {
  return /^([A-Za-z]?[a-z]*|[A-Z]*|([A-Z][a-z]+)+|[a-z]+([A-Z][a-z]+)*)\d{0,2}$/.test(part) || /^\d{1,4}$/.test(part);
}

function isRandom(value: string): boolean {
  return value.length >= SHORTEST && entropy(value) >= BITS_PER_CHARACTER;
}

/** Shannon's bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts.values()].reduce((bits, count) => bits - (count / value.length) * Math.log2(count / value.length), 0);
}
