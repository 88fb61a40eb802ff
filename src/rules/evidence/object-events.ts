import { Link, Properties, Value } from '../../inventory/model';
import { known, unknown } from '../../inventory/value';

/** The buckets whose own events (not CloudTrail's record of API calls) an event pattern waits for. */
export function bucketsMeant(pattern: Properties): readonly Link[] {
  const ofS3 = pattern.texts('source').some(source => source.known === 'aws.s3');
  return ofS3 ? pattern.links('detail.bucket.name', 'AWS::S3::Bucket') : [];
}

/** What the keys of the objects start with that a pattern waits for, each with the rest of its filter; one empty prefix when it takes any key. */
export function keysMeant(pattern: Properties): readonly KeyFilter[] {
  const matchers = pattern.maps('detail.object.key');
  if (matchers.length === 0) {
    return [{ prefix: known(''), more: false }];
  }
  const exact = pattern.texts('detail.object.key');
  return matchers.map((matcher, index) => (matcher.state === 'map' ? filterOf(matcher) : { prefix: exact[index], more: true }));
}

export interface KeyFilter {
  readonly prefix: Value<string>;
  /** True when more than the prefix decides. */
  readonly more: boolean;
}

function filterOf(matcher: Properties): KeyFilter {
  const [kind] = matcher.keys();
  if (kind === 'prefix') {
    return { prefix: matcher.text('prefix'), more: false };
  }
  if (kind === 'wildcard') {
    const pattern = matcher.text('wildcard').known;
    return { prefix: pattern === undefined ? unknown('the wildcard cannot be told') : known(pattern.split('*')[0]), more: true };
  }
  return { prefix: known(''), more: true };
}
