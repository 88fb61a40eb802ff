import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

/**
 * A file system whose rights name it.
 *
 * CDK lets a function mount through one access point of any file system, and write to one file system through any access point.
 */
export function exactFileSystem(fileSystem: lambda.FileSystem): lambda.FileSystem {
  const { policies = [] } = fileSystem.config;
  const named = policies.flatMap(statement => statement.resources).filter(resource => resource !== '*');
  const narrowed = policies.find(statement => statement.resources.includes('*'))?.conditions as Record<string, unknown> | undefined;
  if (named.length === 0 || !narrowed) return fileSystem;

  const exact = policies.map(statement => new iam.PolicyStatement({ actions: statement.actions, resources: named, conditions: narrowed }));
  return Object.assign(Object.create(lambda.FileSystem.prototype), { config: { ...fileSystem.config, policies: exact } }) as lambda.FileSystem;
}
