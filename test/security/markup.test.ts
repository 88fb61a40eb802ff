import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { parseTemplateText } from '../../src/inventory/loading/parse-template';
import { pageOf } from '../../src/report/page/page';
import { RULE_BOOK } from '../../src/rules/rule-book';
import { runs } from '../properties/runs';
import { reportOn } from '../report/support';

/* Markup is planted in every text and every key of a template, and nowhere in the page does it stand as markup. */

const SAMPLES = path.join(__dirname, '..', '..', 'bench', 'checker', 'blind', 'samples');
const TEMPLATES: readonly object[] = [
  ...RULE_BOOK.flatMap(rule => [rule.keeping, rule.breaking]),
  ...fs.readdirSync(SAMPLES).map(file => parseTemplateText(fs.readFileSync(path.join(SAMPLES, file), 'utf8'), file)),
];

const MARKUP = ['<canary x="1">', '"\'><canary>', '</script><canary>', '<!--<canary>', '&lt;canary&gt;<canary/>', '${<canary>}'];

/** What a template must keep to be read as one: the names of its sections, its types, and its intrinsics. */
const STRUCTURE = /^(Ref|Condition|Resources|Parameters|Mappings|Conditions|Outputs|Type|Properties|Metadata|Transform|Statement|PolicyDocument|Fn::.*|AWS::.*)$/;

/** A property that a rule may look for. */
const PROPERTY = /^[A-Z][A-Za-z]*(Arn|Name|Id|Policy|Policies|Config|Document|Mapping|Patterns?|Timeout|Action|Resource|Effect|Principal|Role)$/;

/** Plants behind every text, or in its place, and behind every key; names and the references to them stay alike. */
function planted(node: unknown, markup: string, whole: boolean): unknown {
  const changed = (text: string): string => (STRUCTURE.test(text) ? text : whole ? markup : `${text}${markup}`);
  if (typeof node === 'string') return changed(node);
  if (Array.isArray(node)) return node.map(child => planted(child, markup, whole));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => {
    return [PROPERTY.test(key) || STRUCTURE.test(key) ? key : `${key}${markup}`, planted(child, markup, whole)];
  }));
}

/** The texts alone, so that all that the rules look at is still found. */
function plantedInTexts(node: unknown, markup: string): unknown {
  if (typeof node === 'string') return STRUCTURE.test(node) || /^[A-Za-z0-9]+$/.test(node) ? node : `${node}${markup}`;
  if (Array.isArray(node)) return node.map(child => plantedInTexts(child, markup));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, plantedInTexts(child, markup)]));
}

const WAYS: Readonly<Record<string, (body: object, markup: string) => unknown>> = {
  'behind texts': plantedInTexts,
  'behind texts and keys': (body, markup) => planted(body, markup, false),
  'in the place of texts': (body, markup) => planted(body, markup, true),
};

const cases = fc.record({
  body: fc.constantFrom(...TEMPLATES),
  markup: fc.constantFrom(...MARKUP),
  way: fc.constantFrom(...Object.keys(WAYS)),
  name: fc.constantFrom('app.json', 'a<canary>.json'),
});

test('markup in a template is text in the page, wherever it stood', async () => {
  let shown = 0;
  await fc.assert(fc.asyncProperty(cases, async ({ body, markup, way, name }) => {
    const page = await pageOf(reportOn({ [name]: WAYS[way](body, markup) as object }));
    expect(page).not.toMatch(/<\/?canary|<!--/);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script/g)).toHaveLength(2);
    if (page.includes('canary')) shown += 1;
  }), runs(120));
  expect(shown).toBeGreaterThan(60);
}, 120_000);
