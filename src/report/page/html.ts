/** Text that is already HTML. Only `html` makes it, so that nothing reaches the page unescaped. */
export class Html {
  constructor(public readonly text: string) {}
}

/** What may stand in a hole of `html`: text and numbers are escaped, nothing and `false` vanish, lists are joined. */
export type Hole = Html | string | number | undefined | false | readonly Hole[];

/** HTML whose holes are escaped, in text as in quoted attributes. */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return new Html(strings.map((text, index) => text + (index < holes.length ? filled(holes[index]) : '')).join(''));
}

function filled(hole: Hole): string {
  if (hole instanceof Html) {
    return hole.text;
  }
  if (hole === undefined || hole === false) {
    return '';
  }
  return typeof hole === 'object' ? hole.map(filled).join('') : escaped(String(hole));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

function escaped(text: string): string {
  // Characters that no HTML document may hold would end up as errors of the parser.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd').replace(/[&<>"']/g, found => ENTITIES[found]);
}

/** Plain data for a script to read; no `<` in it can end the element it stands in. */
export function json(data: unknown): Html {
  return new Html(JSON.stringify(data).replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029'));
}
