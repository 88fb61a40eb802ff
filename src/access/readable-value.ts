type Named = (logicalId: string) => string;

/** The value of a template as somebody would write it: `${Bucket.Arn}/incoming/*`. */
export function readable(value: unknown, nameOf: Named): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(item => readable(item, nameOf)).join(' or ');
  if (typeof value !== 'object' || value === null) return String(value);
  const [key, ...more] = Object.keys(value);
  const intrinsic = more.length === 0 && INTRINSICS[key];
  return intrinsic ? intrinsic((value as Record<string, unknown>)[key], nameOf) : structure(value, nameOf);
}

const INTRINSICS: Record<string, (argument: unknown, nameOf: Named) => string> = {
  'Ref': (id, nameOf) => `\${${nameOf(id as string)}}`,
  'Fn::GetAtt': (argument, nameOf) => {
    const [id, attribute] = argument as [string, string];
    return `\${${nameOf(id)}.${attribute}}`;
  },
  'Fn::Join': (argument, nameOf) => {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(part => readable(part, nameOf)).join(separator);
  },
  'Fn::Select': (argument, nameOf) => {
    const [index, list] = argument as [number, unknown];
    return `\${item ${index} of ${readable(list, nameOf)}}`;
  },
  'Fn::Split': (argument, nameOf) => {
    const [separator, text] = argument as [string, unknown];
    return `${readable(text, nameOf)} split at ${separator}`;
  },
  'Fn::ImportValue': (name, nameOf) => `\${import ${readable(name, nameOf)}}`,
  'Fn::GetStackOutput': (argument, nameOf) => {
    const { StackName, OutputName } = argument as Record<string, unknown>;
    return `\${import ${readable(StackName, nameOf)}:${readable(OutputName, nameOf)}}`;
  },
};

function structure(value: object, nameOf: Named): string {
  return Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
    .map(([key, item]) => (typeof item === 'object' && !Array.isArray(item) ? `${key}(${readable(item, nameOf)})` : `${key} ${readable(item, nameOf)}`))
    .join(' and ');
}
