import { printable } from '../../report/printable';

/** How text is set off from text, when a person looks. */
export interface Style {
  error(text: string): string;
  warning(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const plain = (text: string): string => text;
const ansi = (code: number, end: number) => (text: string): string => `\u001b[${code}m${text}\u001b[${end}m`;

const PLAIN: Style = { error: plain, warning: plain, good: plain, strong: plain, faint: plain };
const COLOURED: Style = { error: ansi(31, 39), warning: ansi(33, 39), good: ansi(32, 39), strong: ansi(1, 22), faint: ansi(2, 22) };

export function styleFor(colours: boolean): Style {
  return colours ? COLOURED : PLAIN;
}

/** Text from a template, made safe for a terminal, in one line. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}
