import { Link, Properties } from './model';
import { Encryption } from './store-facts';

/** Which kind of key a `KmsMasterKeyId` names: a customer's, an AWS-managed alias, or none. */
export function encryptionBy(properties: Properties, key: string, withoutKey: Encryption['kind']): Encryption {
  const named = properties.text(key);
  const link: Link = properties.link(key, 'AWS::KMS::Alias');
  if (named.kind === 'absent') {
    return { kind: withoutKey, key: link, written: '' };
  }
  if (/(^|:)alias\/aws\//.test(named.written)) {
    return { kind: 'aws', key: link, written: named.written };
  }
  return { kind: named.kind === 'unknown' ? 'unknown' : 'customer', key: link, written: named.written };
}
