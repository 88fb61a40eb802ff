import * as fs from 'fs';
import * as path from 'path';
import { BadInputError } from '../bad-input-error';
import { isMap, own, RawMap } from '../raw';
import { Template } from '../template';
import { loadAssembly } from './assembly';
import { refuseMalformed } from './malformed';
import { parseFile } from './parse-template';

/** Loads templates and cloud assemblies that belong together; throws a `BadInputError` for what is neither. */
export function load(paths: readonly string[]): readonly Template[] {
  if (paths.length === 0) {
    throw new BadInputError('nothing given', 'name at least one template or cloud assembly');
  }
  return paths.flatMap(one => (isDirectory(one) ? loadWholeAssembly(one) : [loadTemplate(one)]));
}

function isDirectory(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    throw new BadInputError(file, 'there is no such file or directory');
  }
}

/** Nothing to judge is not the same as nothing wrong. */
function loadWholeAssembly(directory: string): readonly Template[] {
  const templates = loadAssembly(directory);
  if (templates.length === 0) {
    throw new BadInputError(directory, 'this cloud assembly holds no stack');
  }
  return templates;
}

function loadTemplate(file: string): Template {
  const body = parseFile(file);
  refuseOther(body, file);
  refuseMalformed(body, file);
  return { name: file, body };
}

/** Something that only looks like a template is refused rather than passed in silence. */
function refuseOther(body: RawMap, where: string): void {
  if (!isMap(own(body, 'Resources'))) {
    const assembly = own(body, 'artifacts') !== undefined ? `; to check a cloud assembly give its directory, ${path.dirname(where)}` : '';
    throw new BadInputError(where, `this is not a CloudFormation template: it has no Resources${assembly}`);
  }
}
