import { ArnFormat, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { rollbackAlarmPrefix } from './rollback-alarm';

/** What a deployment touches. */
export interface DeploymentReach {
  /** The alias whose traffic moves. */
  readonly alias: lambda.Alias;
  /** The alarms beside the release's own. */
  readonly alarms: cloudwatch.IAlarm[];
  /** The functions that are asked before and after. */
  readonly hooks: lambda.IFunction[];
}

/**
 * What CodeDeploy may do for one function.
 *
 * CDK attaches a policy of AWS that reaches every function and alarm of the account; this one names them.
 */
export class DeploymentRole extends iam.Role {
  constructor(scope: Construct, id: string, reach: DeploymentReach) {
    super(scope, id, {
      assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
      description: `Releases new versions of ${scope.node.path}.`,
    });
    const stack = Stack.of(scope);
    // By the function's ARN and not by the alias's: the alias waits for this role.
    const functionArn = reach.alias.lambda.functionArn;
    this.allow(['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'], [functionArn, `${functionArn}:${reach.alias.aliasName}`]);
    this.allow(['cloudwatch:DescribeAlarms'], [
      stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: `${rollbackAlarmPrefix(scope)}*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
      ...reach.alarms.map((alarm) => alarm.alarmArn),
    ]);
    if (reach.hooks.length > 0) this.allow(['lambda:InvokeFunction'], reach.hooks.map((hook) => hook.functionArn));
  }

  private allow(actions: string[], resources: string[]): void {
    this.addToPolicy(new iam.PolicyStatement({ actions, resources }));
  }
}
