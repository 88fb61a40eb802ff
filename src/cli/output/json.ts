import { Result } from './result';

/** A result for programs; its shape is a contract. */
export function jsonOf({ verdict: { version, findings, unknown, acknowledged } }: Result): string {
  return `${JSON.stringify({ version, findings, unknown, acknowledged }, undefined, 2)}\n`;
}
