/** A setting that the function cannot work without; asked for at start-up, so that a gap shows at once. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`The environment variable ${name} must be set.`);
  }
  return value;
}
