import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { answersSection } from './answers-section';
import { ASSETS } from './assets';
import { costSection } from './cost-section';
import { findingsSection } from './findings-section';
import { Html, html, json } from './html';
import { lanesOf } from './lanes';
import { layOut } from './layout';
import { limitsSection } from './limits-section';
import { mapSection } from './map-section';
import { releasesSection } from './releases-section';
import { rightsSection } from './rights-section';
import { many } from '../counts';
import { PagePart, Report } from '../report';

/** The report as one page that needs nothing else: no network, no font, no library. */
export async function pageOf(report: Report): Promise<string> {
  const script = new Html(asset('page.js'));
  const style = new Html(asset('page.css'));
  const placed = await layOut(lanesOf(report.map));
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.title} - steadfast report</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${header(report)}
${toolbar(report)}
<main id="content" tabindex="-1">
${mapSection(report, placed)}
${rightsSection(report)}
${limitsSection(report)}
${releasesSection(report)}
${findingsSection(report)}
${costSection(report)}
</main>
<section id="followed" aria-label="Followed path" aria-live="polite" hidden></section>
<footer><p>Made by <a href="https://github.com/cdk-steadfast/cdk-steadfast">cdk-steadfast</a> from the templates alone. What they cannot tell is said to be unknown, and nothing of it was measured in AWS.</p></footer>
<script type="application/json" id="report">${json(partFor(report))}</script>
<script>${script}</script>
</body>
</html>
`;
  return page.text;
}

/** What the page's script tells of a box that is followed. */
function partFor({ map, stacks, findings }: Report): PagePart {
  return { map, stacks, findings };
}

/** Nothing is loaded and nothing runs but what this page was made with. */
function policy(script: Html, style: Html): string {
  return `default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`;
}

function hashOf({ text }: Html): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function asset(name: string): string {
  return fs.readFileSync(path.join(ASSETS, name), 'utf8').trim();
}

function header(report: Report): Html {
  const functions = report.map.nodes.filter(node => node.isFunction).length;
  return html`<header>
<p class="eyebrow">steadfast report</p>
<h1>${report.title}</h1>
<p class="lead">${many(functions, 'function')} in ${many(report.stacks.length, 'stack')}, ${many(report.map.paths.length, 'event path')}, ${many(report.findings.length, 'finding')}</p>
${answersSection(report)}
</header>
`;
}

const SECTIONS: readonly (readonly [id: string, name: string])[] = [
  ['map', 'Event paths'], ['rights', 'Rights'], ['limits', 'Limits'], ['releases', 'Releases'], ['findings', 'Findings'], ['cost', 'Cost'],
];

function toolbar({ stacks }: Report): Html {
  return html`<div class="toolbar">
<nav aria-label="Sections"><ul>${SECTIONS.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<form role="search" aria-label="Search and filter the whole report">
<label class="search"><span class="visually-hidden">Search functions, resources and actions</span><input type="search" id="search" placeholder="Search" autocomplete="off" spellcheck="false"></label>
<label>Stack <select id="stack"><option value="">All ${stacks.length}</option>${stacks.map(({ name }) => html`<option>${name}</option>`)}</select></label>
<label class="check"><input type="checkbox" id="attention"> Needs attention</label>
<output id="shown" for="search stack attention"></output>
</form>
</div>
`;
}
