import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of jsii's description of the public interface that are held against rules here. */
interface Member {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string; readonly example?: string };
  readonly optional?: boolean;
  readonly overrides?: string;
  readonly type?: unknown;
  readonly parameters?: Member[];
}

interface PublicType extends Member {
  readonly fqn: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly initializer?: Member;
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly members?: Member[];
}

const assembly = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8'));
const types: PublicType[] = Object.values(assembly.types);

/** What the user's own function is sent, answers or filters by is JSON of a shape that nobody else knows; CDK types it the same way. */
const LOOSE_ON_PURPOSE = /\.(filters|payload|expectedResult|expectedBody)$/;

test('every public type and member says in a sentence what it is', () => {
  const silent = types.flatMap(type => [
    ...(type.docs?.summary ? [] : [type.fqn]),
    ...ownMembers(type).filter(({ docs, overrides }) => !docs?.summary && !overrides).map(({ name }) => `${type.fqn}.${name}`),
  ]);
  expect(silent).toEqual([]);
});

test('every optional prop says what happens without it', () => {
  const untold = types.filter(({ datatype }) => datatype).flatMap(type => (
    (type.properties ?? []).filter(({ optional, docs }) => optional && !docs?.default).map(({ name }) => `${type.fqn}.${name}`)
  ));
  expect(untold).toEqual([]);
});

test('every class that somebody makes shows how', () => {
  const mute = types.filter(({ kind, initializer, docs }) => kind === 'class' && initializer && !docs?.example).map(({ fqn }) => fqn);
  expect(mute).toEqual([]);
});

test('no public type is looser than what it takes', () => {
  const loose = types.flatMap(type => ownMembers(type)
    .filter(member => JSON.stringify([member.type, member.parameters ?? []]).includes('"primitive":"any"'))
    .map(({ name }) => `${type.fqn}.${name}`));
  expect(loose.filter(name => !LOOSE_ON_PURPOSE.test(name))).toEqual([]);
});

test('no interface asks for more than 12 decisions of its own', () => {
  const wide = types.filter(({ datatype, properties }) => datatype && (properties ?? []).length > 12).map(({ fqn }) => fqn);
  expect(wide).toEqual([]);
});

function ownMembers(type: PublicType): Member[] {
  return [...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []];
}
