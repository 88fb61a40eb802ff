import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** The logical id of a version ends in a hash of code and configuration. */
const VERSION_HASH = /(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g;

/** A stack's resources as a snapshot keeps them: without what changes when nothing that matters does. */
export function snapshotOf(stack: Stack): unknown {
  const { Resources } = Template.fromStack(stack).toJSON();
  return JSON.parse(JSON.stringify(Resources).replace(VERSION_HASH, '$1<hash>'));
}
