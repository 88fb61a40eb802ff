import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/** Whatever keeps connections: clients of AWS, documents, databases. */
const CLIENT = /(Client|Pool)$/;
const PYTHON_CLIENT = /\bboto3\.(client|resource|Session)\(|\bpsycopg\w*\.connect\(/;

const EXAMPLES = join(process.cwd(), 'examples');

/** Every source of every example's handlers. */
function sources(): string[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter(file => /^\d\d-[^/]+\/(handlers?|image)\//.test(file) && /\.(ts|py)$/.test(file) && !file.includes('node_modules'));
}

/** Sources of one handler, by their names. */
type Sources = Readonly<Record<string, string>>;

/** The places where a client is made with every call. */
function clientsMadeInside(files: Sources): string[] {
  const trees = Object.entries(files).filter(([name]) => name.endsWith('.ts')).map(([name, text]) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  const made = trees.flatMap(tree => insideFunctions(tree, madeBy));
  return [
    ...made.filter(({ outermost }) => !outermost || !calledOnceOnly(trees, outermost)).map(({ what, line }) => `${what} in line ${line}`),
    ...Object.entries(files).filter(([name]) => name.endsWith('.py')).flatMap(([, text]) => insidePython(text)),
  ];
}

/** A function that is called when its module is loaded, and never afterwards, may make clients. */
function calledOnceOnly(trees: readonly ts.SourceFile[], name: string): boolean {
  const called = (node: ts.Node): string | undefined => ts.isCallExpression(node) && node.expression.getText() === name ? name : undefined;
  const inside = trees.flatMap(tree => insideFunctions(tree, called));
  return inside.length === 0 && trees.some(tree => tree.statements.some(statement => contains(statement, called)));
}

interface Place {
  readonly what: string;
  readonly line: number;
  /** The name of the outermost function around it. */
  readonly outermost?: string;
}

/** Where something stands inside functions. */
function insideFunctions(file: ts.SourceFile, find: (node: ts.Node) => string | undefined): Place[] {
  const found: Place[] = [];
  const visit = (node: ts.Node, outermost: ts.Node | undefined): void => {
    const what = find(node);
    if (what && outermost) {
      const name = ts.isFunctionDeclaration(outermost) ? outermost.name?.text : undefined;
      found.push({ what, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, outermost: name });
    }
    ts.forEachChild(node, child => visit(child, outermost ?? (ts.isFunctionLike(node) ? node : undefined)));
  };
  visit(file, undefined);
  return found;
}

function contains(node: ts.Node, find: (node: ts.Node) => string | undefined): boolean {
  return find(node) !== undefined || (ts.forEachChild(node, child => contains(child, find) || undefined) ?? false);
}

/** The client that an expression makes: `new SomeClient(...)` or `SomeClient.from(...)`. */
function madeBy(node: ts.Node): string | undefined {
  const made = ts.isNewExpression(node) ? node.expression
    : ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'from' ? node.expression.expression
      : undefined;
  const text = made?.getText().split('.').pop();
  return text && CLIENT.test(text) ? text : undefined;
}

function insidePython(text: string): string[] {
  return text.split('\n').flatMap((line, index) => /^\s/.test(line) && PYTHON_CLIENT.test(line) ? [`${line.trim()} in line ${index + 1}`] : []);
}

test('there are handlers to read', () => {
  expect(sources().length).toBeGreaterThan(20);
});

/** The sources of each example's handlers. */
const handlers = new Map<string, Record<string, string>>();
for (const file of sources()) {
  const example = file.split('/')[0];
  handlers.set(example, { ...handlers.get(example), [file]: readFileSync(join(EXAMPLES, file), 'utf8') });
}

test.each([...handlers])('%s makes its clients outside the handler, so that calls share their connections', (_example, files) => {
  expect(clientsMadeInside(files)).toEqual([]);
});

test.each([
  ['in the handler', 'a.ts', 'export const handler = async () => { const s3 = new S3Client({}); };', ['S3Client in line 1']],
  ['in a function that the handler calls', 'a.ts', 'function table() {\n return DynamoDBDocumentClient.from(new DynamoDBClient({}));\n}', ['DynamoDBDocumentClient in line 2', 'DynamoDBClient in line 2']],
  ['at the top', 'a.ts', 'const s3 = new S3Client({});\nexport const handler = async () => s3.send(new GetObjectCommand({}));', []],
  ['in a function that is called when the module is loaded', 'a.ts', 'const pool = connect();\nfunction connect() {\n return new Pool();\n}', []],
  ['in a function that is called then, and again', 'a.ts', 'let pool = connect();\nfunction connect() { return new Pool(); }\nexport const handler = () => { pool = connect(); };',
    ['Pool in line 2']],
  ['in a Python handler', 'a.py', 'def handler(event, context):\n    boto3.client("s3")', ['boto3.client("s3") in line 2']],
  ['at the top of a Python module', 'a.py', 'S3 = boto3.client("s3")', []],
])('a client that is made %s is found', (_name, file, text, found) => {
  expect(clientsMadeInside({ [file]: text })).toEqual(found);
});
