import { aws_lambda as lambda } from 'aws-cdk-lib';

/**
 * The function that CodeDeploy is told of.
 *
 * A deployment names its hooks by the name of a function (CodeDeployLambdaAliasUpdate, AWS CloudFormation User Guide). A steadfast function
 * answers with the name of its live alias, of which nobody says that CodeDeploy takes it: the function behind it is named instead.
 */
export function hookFunction(hook: lambda.IFunction | undefined): lambda.IFunction | undefined {
  return (hook as { unqualified?: lambda.IFunction } | undefined)?.unqualified ?? hook;
}
