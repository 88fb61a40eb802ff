import type { CollectionTag, ScalarTag, Tags, YAMLMap, YAMLSeq } from 'yaml';

type Yaml = typeof import('yaml');

const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'ForEach', 'GetAZs', 'GetAtt', 'GetStackOutput', 'If', 'ImportValue', 'Join', 'Length',
  'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

/** `!Ref`, `!Sub` and their kin, read as what they stand for. */
export function shortIntrinsics(yaml: Yaml): Tags {
  const names: readonly (readonly [tag: string, key: string])[] = [
    ['!Ref', 'Ref'], ['!Condition', 'Condition'], ...FUNCTIONS.map(name => [`!${name}`, `Fn::${name}`] as const),
  ];
  return names.flatMap(([tag, key]) => [scalar(tag, key), collection(yaml, tag, key, 'seq'), collection(yaml, tag, key, 'map')]);
}

function scalar(tag: string, key: string): ScalarTag {
  return { tag, resolve: (text: string) => ({ [key]: key === 'Fn::GetAtt' ? dotted(text) : text }) };
}

function collection(yaml: Yaml, tag: string, key: string, kind: 'seq' | 'map'): CollectionTag {
  return { tag, collection: kind, resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => pair(yaml, key, untagged(node)) };
}

function untagged<N extends YAMLMap.Parsed | YAMLSeq.Parsed>(node: N): N {
  node.tag = undefined;
  return node;
}

/** A resource's name holds no dot; an attribute's may. */
function dotted(text: string): readonly string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function pair(yaml: Yaml, key: string, node: YAMLMap.Parsed | YAMLSeq.Parsed): YAMLMap {
  const map = new yaml.YAMLMap();
  map.items.push(new yaml.Pair(new yaml.Scalar(key), node));
  return map;
}
