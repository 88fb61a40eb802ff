import { AssetStaging, Stack, aws_s3_assets as assets } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Where CDK put the code of a function or layer, bundled, ready to be zipped; undefined where it is not an asset of its own. */
export function stagedPath(owner: IConstruct): string | undefined {
  // Where bundling is skipped, CDK stages the sources that would be bundled: a whole project.
  if (!Stack.of(owner).bundlingRequired) return undefined;
  const asset = owner.node.tryFindChild('Code');
  const staging = asset instanceof assets.Asset ? asset.node.tryFindChild('Stage') : undefined;
  return staging instanceof AssetStaging ? staging.absoluteStagedPath : undefined;
}
