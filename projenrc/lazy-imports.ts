import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/*
 * Rewrites the compiled modules, so that each loads what it imports when it first uses it: what a prop or a rule that nobody asked for needs is never read.
 * aws-cdk-lib does the same. Run after each compilation; no line moves, and the declarations stay as the compiler wrote them.
 */

const LIBRARY = join(__dirname, '..', 'lib');

/** How the compiler names what a module imports; what keeps its own name is a part of Node.js, which is loaded anyway. */
const IMPORTED = /^\w+_\d+$/;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A compiled module whose imports are functions that load on their first call; one that has none, or has been rewritten, is returned as it is. */
export function withLazyImports(text: string): string {
  const module = ts.createSourceFile('module.js', text, ts.ScriptTarget.Latest, true);
  const imports = module.statements.flatMap(importsIn);
  const names = new Set(imports.map(({ name }) => name.text));
  const edits = [
    ...imports.map(each => edit(each.statement, lazily(each.name.text, each.loading.getText()))),
    ...usesBelow(module, names, imports.map(({ statement }) => statement)).map(use => edit(use, `(${use.text}())`)),
  ];
  // From the end on, so that no place moves before its turn.
  edits.sort((one, other) => other.start - one.start);
  return edits.reduce((rest, { start, end, replacement }) => rest.slice(0, start) + replacement + rest.slice(end), text);
}

function edit(node: ts.Node, replacement: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), replacement };
}

function lazily(name: string, loading: string): string {
  return `let ${name} = () => { const loaded = ${loading}; ${name} = () => loaded; return loaded; };`;
}

interface Import {
  readonly name: ts.Identifier;
  readonly loading: ts.Expression;
  readonly statement: ts.Statement;
}

/** `const name_1 = require("...");`, and nothing else. */
function importsIn(statement: ts.Statement): readonly Import[] {
  if (!ts.isVariableStatement(statement)) return [];
  const [{ name, initializer: loading }] = statement.declarationList.declarations;
  const isImport = loading && ts.isCallExpression(loading) && loading.expression.getText() === 'require' && ts.isIdentifier(name) && IMPORTED.test(name.text);
  return isImport ? [{ name, loading, statement }] : [];
}

function usesBelow(node: ts.Node, names: ReadonlySet<string>, except: readonly ts.Node[]): readonly ts.Identifier[] {
  if (except.includes(node)) return [];
  if (ts.isIdentifier(node)) return names.has(node.text) ? [node] : [];
  const uses: ts.Identifier[] = [];
  node.forEachChild(child => { uses.push(...usesBelow(child, names, except)); });
  return uses;
}

function main(): void {
  for (const file of readdirSync(LIBRARY, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js'))) {
    const path = join(LIBRARY, file);
    writeFileSync(path, withLazyImports(readFileSync(path, 'utf8')));
  }
}

if (require.main === module) main();
