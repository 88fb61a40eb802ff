import { Properties, Resource } from './model';

/** Handlers that CDK puts into a template, by the logical id that CDK derives from a fixed identifier. */
const SINGLETONS: readonly (readonly [RegExp, string])[] = [
  [/BucketNotificationsHandler050a0587b7544547bf325f094a3db834/, 'BucketNotificationsHandler'],
  [/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/, 'LogRetention'],
  [/CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/i, 'BucketDeployment'],
  [/AWS679f53fac002430cb0da5b7982bd2287/, 'AwsCustomResource'],
  [/Custom\w*CustomResourceProviderHandler[0-9A-F]{8}$/, 'CustomResourceProvider'],
  [/^(Custom)?CrossRegion(Export|String)/, 'CrossRegionReferences'],
];

/** Which of CDK's own helpers a function is; undefined for a function that the user wrote. */
export function injectedBy(resource: Resource, properties: Properties): string | undefined {
  const singleton = SINGLETONS.find(([pattern]) => pattern.test(resource.logicalId));
  if (singleton) {
    return singleton[1];
  }
  const description = properties.text('Description').written;
  if (description.startsWith('AWS CDK resource provider framework - ') && /^framework\.on(Event|Timeout)|^framework\.isComplete/.test(properties.text('Handler').written)) {
    return 'ProviderFramework';
  }
  return /^AWS CloudFormation handler for "Custom::\w+" resources \(@aws-cdk\//.test(description) ? 'CustomResourceHandler' : undefined;
}
