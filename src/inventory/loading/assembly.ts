import * as fs from 'fs';
import * as path from 'path';
import { BadInputError } from '../bad-input-error';
import { isMap, own, ownMap, ownText, RawMap } from '../raw';
import { Template } from '../template';
import { readStackMetadata, StackMetadata } from './assembly-metadata';
import { isOutside, refuseLinkOut } from './inside';
import { refuseMalformed } from './malformed';
import { nestedTemplateFiles } from './nested-stacks';
import { Packages } from './packages';
import { parseFile } from './parse-template';

const MOST_DEEP = 20;

/** The stacks of a cloud assembly, with those of its stages. */
export function loadAssembly(directory: string, depth = 0, whole = directory): readonly Template[] {
  const manifestFile = path.join(directory, 'manifest.json');
  if (!fs.existsSync(manifestFile)) {
    throw new BadInputError(directory, 'this directory is no cloud assembly: it has no manifest.json');
  }
  const artifacts = ownMap(parseFile(manifestFile), 'artifacts');
  if (depth > MOST_DEEP) {
    throw new BadInputError(directory, 'assemblies are nested too deeply');
  }
  const place = { directory, whole, packages: new Packages(directory, whole) };
  return Object.entries(artifacts).flatMap(([id, artifact]) => (isMap(artifact) ? loadArtifact(place, id, artifact, depth) : []));
}

/** The directory of an app or of a stage, within the whole assembly. */
interface Place {
  readonly directory: string;
  readonly whole: string;
  readonly packages: Packages;
}

function loadArtifact(place: Place, id: string, artifact: RawMap, depth: number): readonly Template[] {
  const properties = ownMap(artifact, 'properties');
  const name = ownText(properties, 'directoryName');
  switch (ownText(artifact, 'type')) {
    case 'cdk:cloud-assembly':
      return name === undefined ? [] : loadAssembly(inside(place.directory, name), depth + 1, place.whole);
    case 'aws:cloudformation:stack':
      return [loadStack(place, id, artifact)];
    default:
      return [];
  }
}

function loadStack({ directory, packages }: Place, id: string, artifact: RawMap): Template {
  const properties = ownMap(artifact, 'properties');
  const file = ownText(properties, 'templateFile');
  if (file === undefined) {
    throw new BadInputError(path.join(directory, 'manifest.json'), `stack ${id} names no template file`);
  }
  const metadata = readStackMetadata(directory, artifact);
  const surroundings = {
    ...environmentOf(ownText(artifact, 'environment')),
    stackName: ownText(properties, 'stackName') ?? id,
    acknowledgements: metadata.acknowledgements,
    packages,
  };
  return loadOne(directory, inside(directory, file), surroundings, metadata, '', 0);
}

type Surroundings = Pick<Template, 'account' | 'region' | 'stackName' | 'acknowledgements' | 'packages'>;

function loadOne(directory: string, file: string, around: Surroundings, metadata: StackMetadata, stackPath: string, depth: number): Template {
  const body = parseFile(file);
  if (!isMap(own(body, 'Resources')) && depth > 0) {
    throw new BadInputError(file, 'this is not a CloudFormation template: it has no Resources');
  }
  refuseMalformed(body, file);
  const nested = new Map<string, Template>();
  if (depth < MOST_DEEP) {
    for (const child of nestedTemplateFiles(directory, body, around.stackName ?? '')) {
      const below = metadata.nestedPathOf(child.logicalId, stackPath, child.file);
      nested.set(child.logicalId, loadOne(directory, child.file, { ...around, stackName: undefined }, metadata, below, depth + 1));
    }
  }
  return { ...around, name: file, body, nested, paths: metadata.pathsOf(body, stackPath) };
}

function environmentOf(environment: string | undefined): Pick<Template, 'account' | 'region'> {
  const match = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment ?? '');
  const told = (value: string | undefined): string | undefined => (value === undefined || value.startsWith('unknown-') ? undefined : value);
  return { account: told(match?.[1]), region: told(match?.[2]) };
}

/** A manifest may not lead out of its assembly. */
function inside(directory: string, file: string): string {
  const joined = path.join(directory, file);
  if (isOutside(directory, joined) || path.isAbsolute(file)) {
    throw new BadInputError(path.join(directory, 'manifest.json'), `'${file}' lies outside the assembly`);
  }
  refuseLinkOut(directory, joined);
  return joined;
}
