/*
 * Compiles and translates every snippet that a user reads, strictly: of README.md, of every @example, and of the pages of docs/.
 * Rosetta knows READMEs of an assembly and of its submodules; so the pages are handed to it as READMEs of submodules of an assembly of their own.
 *
 * `npx projen snippets` fails on what does not compile; `npx projen docs:translate -- python docs/guides/failure-path.md` prints a page in another language.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LanguageTablet, RosettaTabletReader, TargetLanguage, UnknownSnippetMode } from 'jsii-rosetta';

const PAGES = join('.cache', 'pages');

/** A page as the submodule whose README it is: docs/guides/failure-path.md is pages.docs.guides.failure-path. */
const moduleOf = (page: string): string => `pages.${page.replace(/\.md$/, '').split('/').join('.')}`;

/** What stands as ```typescript is of use in TypeScript only (tests, our own sources), and is not compiled here. */
const forEveryLanguage = (page: string): string => readFileSync(page, 'utf8').replaceAll('```typescript', '```text');

function writeAssembly(): void {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => join('docs', name));
  const submodules = Object.fromEntries(pages.map(page => [moduleOf(page), { readme: { markdown: forEveryLanguage(page) } }]));
  const { schema, jsiiVersion } = JSON.parse(readFileSync('.jsii', 'utf8')) as Record<string, string>;
  mkdirSync(PAGES, { recursive: true });
  writeFileSync(join(PAGES, '.jsii'), JSON.stringify({ schema, jsiiVersion, name: 'pages', version: '0.0.0', submodules, types: {} }));
  writeFileSync(join(PAGES, 'package.json'), JSON.stringify({ name: 'pages', version: '0.0.0' }));
  // Pages find more around them than README.md does: rosetta/pages.
  rmSync(join(PAGES, 'rosetta'), { force: true });
  symlinkSync(resolve('rosetta', 'pages'), join(PAGES, 'rosetta'));
}

/** Strictly: a snippet that does not compile fails. What was compiled before, and has not changed, is taken from the tablets. */
function compile(): number {
  const given = ['extract', '--strict', '--batch', '--directory', '.', '.', PAGES];
  return spawnSync('jsii-rosetta', given, { stdio: 'inherit' }).status ?? 1;
}

async function print(language: string, page: string): Promise<void> {
  const rosetta = new RosettaTabletReader({ unknownSnippets: UnknownSnippetMode.VERBATIM });
  rosetta.addTablet(await LanguageTablet.fromFile(join(PAGES, '.jsii.tabl.json')));
  const location = { api: 'moduleReadme', moduleFqn: moduleOf(page) } as const;
  console.log(rosetta.translateSnippetsInMarkdown(location, readFileSync(page, 'utf8'), language as TargetLanguage, true));
}

async function main([language, ...pages]: string[]): Promise<void> {
  writeAssembly();
  process.exitCode = compile();
  for (const page of pages) await print(language, page);
}

void main(process.argv.slice(2));
