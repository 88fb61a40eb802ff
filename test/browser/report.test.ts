import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { pathToFileURL } from 'url';
import { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { pageOf } from '../../src/report/page/page';
import { Report } from '../../src/report/report';
import { lambdaFunction, lambdaRole, queueMapping } from '../../src/rules/example-parts';
import { reportOn } from '../report/support';
import { launchChromium } from '../support/chromium';
import { manyFunctions } from '../support/many-functions';
import { shopReport } from '../support/shop-report';

const EVIL = '<script>window.harmed = true</script><img src=x onerror="window.harmed = true">';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let heard: string[];
let directory: string;
const shop = shopReport();

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'steadfast-report-'));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  fs.rmSync(directory, { recursive: true, force: true });
});
afterEach(async () => {
  await context?.close();
});

/** Opens a report, and hears of every error and of every request that would leave the page. */
async function open(report: Report, options: BrowserContextOptions = {}): Promise<void> {
  const file = path.join(directory, 'report.html');
  fs.writeFileSync(file, await pageOf(report));
  const address = pathToFileURL(file).href;
  heard = [];
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  page = await context.newPage();
  page.on('console', message => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => heard.push(`error: ${error.message}`));
  page.on('request', request => {
    if (request.url() !== address) heard.push(`request: ${request.url()}`);
  });
  await page.goto(address);
}

const boxes = (name: string): Locator => page.locator('#map button.box').filter({ has: page.locator(`.name:text-is("${name}")`) });
const namesOf = (found: Locator): Promise<string[]> => found.evaluateAll(elements => elements.map(one => String(one.textContent)));
const functionsIn = (report: Report): string[] => report.map.nodes.filter(node => node.isFunction).map(node => node.id);
const drawnFunctions = (): Promise<(string | null)[]> => page.locator('#map .box.function').evaluateAll(found => found.map(one => one.getAttribute('data-node')));

describe('a shop', () => {
  test('opens without an error, and no request leaves the page', async () => {
    await open(shop);
    await boxes('Checkout').first().click();
    await page.locator('#search').fill('parcels');
    expect(heard).toEqual([]);
  });

  test('answers the three questions on the first screen', async () => {
    await open(shop);
    expect(await namesOf(page.locator('.answer h2'))).toEqual(['Can an event be lost?', 'Who can do what?', 'What will it cost?']);
    for (const says of await page.locator('.answer .says').all()) {
      const box = await says.boundingBox();
      expect(box && box.y + box.height).toBeLessThan(900);
    }
    expect(await page.locator('.answer .says').first().textContent()).toBe(shop.answers.events.says);
  });

  test('has every function of the inventory on the map', async () => {
    await open(shop);
    expect([...new Set(await drawnFunctions())].sort()).toEqual(functionsIn(shop).sort());
  });

  test('a click follows a path to its beginning and its ends, and tells of it; another one stops', async () => {
    await open(shop);
    const dispatch = boxes('Dispatch').first();
    await dispatch.click();
    expect(await dispatch.getAttribute('aria-pressed')).toBe('true');
    const lit = await namesOf(page.locator('#map .box.on .name'));
    expect(lit).toEqual(expect.arrayContaining(['Orders', 'Dispatch', 'Parcels', 'PrintLabel', 'Labels']));
    expect(lit.join()).toMatch(/ParcelsParked/);
    expect(lit).not.toContain('Catalogue');
    expect(await page.locator('#followed').textContent()).toContain('Its batch is tried 11 times');
    await dispatch.click();
    expect(await page.locator('#map .box.on').count()).toBe(0);
    expect(await page.locator('#followed').isVisible()).toBe(false);
  });

  test('whoever reads a store does not hand events on through it', async () => {
    await open(shop);
    await boxes('Reconcile').first().click();
    const lit = await namesOf(page.locator('#map .box.on .name'));
    expect(lit).toEqual(expect.arrayContaining(['Reconcile/Schedule', 'Reconcile', 'Orders']));
    expect(lit).not.toContain('Dispatch');
  });

  test('a name in a table leads to its box on the map', async () => {
    await open(shop);
    await page.locator('#rights button.follow:text-is("ExportAll")').click();
    await expect(boxes('ExportAll').evaluate(box => box === box.ownerDocument.activeElement)).resolves.toBe(true);
    expect(await boxes('ExportAll').getAttribute('aria-pressed')).toBe('true');
  });

  test('search finds functions, resources and actions in every section, and says how many functions are left', async () => {
    await open(shop);
    await page.locator('#search').fill('printlabel');
    expect(await page.locator('#shown').textContent()).toBe('2 of 11 functions');
    expect(await namesOf(page.locator('#rights tbody:visible th'))).toEqual(['PrintLabel']);
    await page.locator('#search').fill('dynamodb:scan');
    expect(await namesOf(page.locator('#rights tbody:visible th'))).toEqual(['Reconcile']);
    await page.locator('#search').fill('no such thing');
    expect(await page.locator('#map .lane:visible').count()).toBe(0);
    await page.locator('#search').fill('');
    expect(new Set(await drawnFunctions()).size).toBe(11);
    expect(await page.locator('#map .lane:visible').count()).toBe(await page.locator('#map .lane').count());
  });

  test('filters: one stack; what needs attention', async () => {
    await open(shop);
    await page.locator('#stack').selectOption('Pictures');
    expect(await namesOf(page.locator('#map summary h3:visible'))).toEqual(['Pictures', 'The same as a list']);
    await page.locator('#stack').selectOption('');
    await page.locator('#attention').check();
    expect(await namesOf(page.locator('#map .lane:visible .box.function .name'))).toEqual(['Dispatch', 'PrintLabel', 'ExportAll', 'Render']);
  });

  test('a keyboard is enough: skip link, search, boxes, arrows along the lines, Escape', async () => {
    await open(shop);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await boxes('ShopApi').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.querySelector(".name").textContent')).toBe('Checkout');
    await page.keyboard.press('Enter');
    expect(await page.locator('#followed').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#followed').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.querySelector(".name").textContent')).toBe('Checkout');
  });

  test('says to a screen reader what every control, drawing and table is', async () => {
    await open(shop);
    const nameless = await page.evaluate(`[...document.querySelectorAll('button, input, select, a, [role=region], [role=img], section, nav')]
      .filter(one => !(one.textContent.trim() || one.labels?.[0]?.textContent.trim() || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')))
      .map(one => one.outerHTML.slice(0, 120))`);
    expect(nameless).toEqual([]);
    const levels = await page.locator('h1, h2, h3, h4').evaluateAll(found => found.map(one => Number(one.tagName[1])));
    expect(levels.filter((level, index) => index > 0 && level > levels[index - 1] + 1)).toEqual([]);
    expect(await page.locator('#followed').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('svg .box.lost').first().textContent()).toContain('Lost');
  });

  test.each(['light', 'dark'] as const)('text stands out from what it stands on: %s', async colorScheme => {
    await open(shop, { colorScheme });
    expect(await page.evaluate(CONTRAST)).toEqual([]);
  });

  test('is light and dark as the reader\'s system is', async () => {
    const grounds: unknown[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await open(shop, { colorScheme });
      grounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await context.close();
    }
    expect(new Set(grounds).size).toBe(2);
  });

  test('prints everything, also what is closed, and no controls', async () => {
    await open(shop, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('details:not([open])').count()).toBeGreaterThan(0);
  });

  test.each([420, 1440])('nothing sticks out of a window %i pixels wide, and no name leaves its box', async width => {
    await open(shop, { viewport: { width, height: 900 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const outside = await page.locator('#map .box').evaluateAll(found => found.filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.textContent));
    expect(outside).toEqual([]);
  });

  test('plots cost against traffic, with where the function stands', async () => {
    await open(shop);
    expect(await page.locator('.plot svg.curve path.cost.lambda').count()).toBeGreaterThan(5);
    expect(await page.locator('.plot svg.curve circle.now').count()).toBeGreaterThan(5);
    expect(await page.locator('.plot .even').count()).toBeGreaterThan(0);
  });
});

test('a construct id with a script in it stays text', async () => {
  const named = (resource: object, name: string): object => ({ ...resource, Metadata: { 'aws:cdk:path': `${EVIL}Stack/${name}/Resource` } });
  const report = reportOn({
    [`${EVIL}.json`]: {
      Resources: {
        Worker: named(lambdaFunction(), EVIL), Role: named(lambdaRole({ Effect: 'Allow', Action: EVIL, Resource: EVIL }), 'Role'), Jobs: named({ Type: 'AWS::SQS::Queue' }, `${EVIL}Queue`), Mapping: queueMapping(),
      },
    },
  });
  await open(report);
  const box = page.locator('#map button.box.function').first();
  expect(await box.locator('.name').textContent()).toContain(EVIL);
  await box.click();
  expect(await page.locator('#followed').textContent()).toContain(EVIL);
  expect(await page.evaluate('window.harmed')).toBeUndefined();
  expect(await page.locator('img').count()).toBe(0);
  expect(heard).toEqual([]);
});

test('the policy stops a script that was not there when the page was made', async () => {
  await open(shop);
  await page.evaluate('document.body.append(Object.assign(document.createElement("script"), { textContent: "window.harmed = true" }))');
  expect(await page.evaluate('window.harmed')).toBeUndefined();
  expect(heard.join()).toMatch(/Content Security Policy/);
});

describe('300 functions', () => {
  const many = reportOn(manyFunctions(10, 30));

  test('are all there, begin closed by stack, and a search opens what it finds', async () => {
    await open(many);
    expect(new Set(await drawnFunctions())).toEqual(new Set(functionsIn(many)));
    expect(await page.locator('details.stack[open]').count()).toBe(0);
    await page.locator('#search').fill('worker17');
    expect(await page.locator('#shown').textContent()).toBe('10 of 300 functions');
    expect(await page.locator('details.stack[open]:visible').count()).toBe(10);
    await page.locator('#stack').selectOption('Team3.json');
    expect(await page.locator('#shown').textContent()).toBe('1 of 300 functions');
    expect(await page.locator('#map .lane:visible .box.match').count()).toBeGreaterThan(0);
    expect(heard).toEqual([]);
  });
});

/** Texts whose colour differs too little from what is behind them (WCAG 2.2, 1.4.3: 4.5 to 1). */
const CONTRAST = `(() => {
  const parse = colour => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const behind = one => { for (let at = one; at; at = at.parentElement) { const c = parse(getComputedStyle(at).backgroundColor); if (c[3] === undefined || c[3] === 1) return c; } return [255, 255, 255]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  return [...document.querySelectorAll('body *')].filter(one => !one.closest('svg.curve, option, script, .skip') && [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && one.checkVisibility())
    .map(one => [ratio(parse(getComputedStyle(one).color), behind(one)), one.tagName + '.' + one.className + ': ' + one.textContent.slice(0, 40)])
    .filter(([r]) => r < 4.5).map(([r, what]) => r.toFixed(2) + ' ' + what);
})()`;
