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
    .filter((file) => /^\d\d-[^/]+\/(handlers?|image)\//.test(file) && /\.(ts|py)$/.test(file) && !file.includes('node_modules'));
}

/** The places where a client is made by a function, and so again with every call. */
function clientsMadeInside(name: string, text: string): string[] {
  return name.endsWith('.py') ? insidePython(text) : insideTypeScript(name, text);
}

function insideTypeScript(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, inside: boolean): void => {
    const made = madeBy(node);
    if (made && inside) found.push(`${made} in line ${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, (child) => visit(child, inside || ts.isFunctionLike(node)));
  };
  visit(file, false);
  return found;
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

test.each(sources())('%s makes its clients outside the handler, so that calls share their connections', (file) => {
  expect(clientsMadeInside(file, readFileSync(join(EXAMPLES, file), 'utf8'))).toEqual([]);
});

test.each([
  ['in the handler', 'a.ts', 'export const handler = async () => { const s3 = new S3Client({}); };', ['S3Client in line 1']],
  ['in a function that the handler calls', 'a.ts', 'function table() {\n return DynamoDBDocumentClient.from(new DynamoDBClient({}));\n}', ['DynamoDBDocumentClient in line 2', 'DynamoDBClient in line 2']],
  ['at the top', 'a.ts', 'const s3 = new S3Client({});\nexport const handler = async () => s3.send(new GetObjectCommand({}));', []],
  ['in a Python handler', 'a.py', 'def handler(event, context):\n    boto3.client("s3")', ['boto3.client("s3") in line 2']],
  ['at the top of a Python module', 'a.py', 'S3 = boto3.client("s3")', []],
])('a client that is made %s is found', (_name, file, text, found) => {
  expect(clientsMadeInside(file, text)).toEqual(found);
});
