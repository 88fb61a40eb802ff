import * as fs from 'fs';
import * as path from 'path';
import { ownVersion, versionIn } from './versions';

/** The files of a new app, shipped beside the library. */
const FOLDER = path.join(__dirname, '..', '..', 'init');

/** npm publishes no file called .gitignore. */
const RENAMED: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

export interface NewFile {
  /** Path inside the new app. */
  readonly name: string;
  readonly text: string;
}

/** The files of a new app of a name, with the versions that this library was installed with. */
export function filesOfApp(name: string): readonly NewFile[] {
  const given: Readonly<Record<string, string>> = {
    __NAME__: name,
    __CDK_STEADFAST__: ownVersion(),
    __AWS_CDK_LIB__: versionIn(require.resolve('aws-cdk-lib/package.json')),
    __CONSTRUCTS__: versionIn(require.resolve('constructs/package.json')),
  };
  return templates().map(file => {
    const text = fs.readFileSync(path.join(FOLDER, file), 'utf8').replace(/__[A-Z_]+?__/g, place => given[place] ?? place);
    return { name: RENAMED[file] ?? file, text: file === 'cdk.json' ? withRecommendedFlags(text) : text };
  });
}

function templates(): readonly string[] {
  return fs.readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(FOLDER, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** A new app has no behaviour to keep: it starts with the flags that the installed CDK recommends. */
function withRecommendedFlags(text: string): string {
  const settings = JSON.parse(text) as { context: object };
  const flags = JSON.parse(fs.readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8')) as object;
  return `${JSON.stringify({ ...settings, context: { ...settings.context, ...flags } }, undefined, 2)}\n`;
}
