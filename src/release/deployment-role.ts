import { ArnFormat, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { rollbackAlarmPrefix } from './rollback-alarm';
import { WILDCARD_REASONS } from '../acknowledgements/own-answers';
import { answerInline, answerWildcard } from '../acknowledgements/rights-answers';
import { isReportedOn } from '../defaults/made-elsewhere';
import { holdToBoundary } from '../defaults/role-boundary';

/** What a deployment touches. */
export interface DeploymentReach {
  /** The alias whose traffic moves. */
  readonly alias: lambda.Alias;
  /** The alarms beside the release's own. */
  readonly alarms: cloudwatch.IAlarm[];
  /** The functions that are asked before and after. */
  readonly hooks: lambda.IFunction[];
}

/** CodeDeploy's rights for one function, for whatever must wait for them. */
export interface DeploymentRights {
  readonly role: iam.Role;
  readonly policies: Construct[];
}

const ID = 'SteadfastReleaseRole';

const ON_ALARMS = ['cloudwatch:DescribeAlarms'];

/**
 * CodeDeploy's one role in a stack.
 *
 * CDK attaches a policy of AWS that reaches every function and alarm of the account; this role names those of the stack that are released.
 */
class ReleaseRole extends iam.Role {
  /** The one of a stack. */
  public static of(stack: Stack): ReleaseRole {
    return stack.node.tryFindChild(ID) as ReleaseRole | undefined ?? new ReleaseRole(stack);
  }

  // Two statements that grow, and not two a function: a role's inline policies hold 10,240 characters (IAM quotas).
  private readonly rights = new ReleaseRights();

  private constructor(stack: Stack) {
    super(stack, ID, {
      assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
      description: `Releases new versions of the functions of ${stack.node.path}.`,
    });
    if (!isReportedOn(this)) this.allow(this.rights);
    holdToBoundary(this);
    answerInline(this);
  }

  /** Lets CodeDeploy move an alias and read the alarms that watch it. */
  public reach(alias: lambda.Alias, alarmArns: string[]): void {
    if (!isReportedOn(this)) {
      this.rights.reach(alias, alarmArns);
      return;
    }
    const rights = new ReleaseRights();
    rights.reach(alias, alarmArns);
    this.allow(rights);
  }

  private allow({ aliases, alarms }: ReleaseRights): void {
    this.addToPolicy(aliases);
    this.addToPolicy(alarms);
  }
}

/** What CodeDeploy does in a release. */
class ReleaseRights {
  public readonly aliases = new iam.PolicyStatement({ actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'] });
  public readonly alarms = new iam.PolicyStatement({ actions: ON_ALARMS });

  public reach(alias: lambda.Alias, alarmArns: string[]): void {
    // By the function's ARN and not by the alias's: the alias waits for this role.
    const functionArn = alias.lambda.functionArn;
    this.aliases.addResources(functionArn, `${functionArn}:${alias.aliasName}`);
    this.alarms.addResources(...alarmArns);
  }
}

/**
 * Lets CodeDeploy release one function.
 *
 * The right to ask hooks is a policy of its own: a hook may know of an alias, and every alias of the stack waits for the role.
 */
export function permitDeployment(scope: Construct, { alias, alarms, hooks }: DeploymentReach): DeploymentRights {
  const stack = Stack.of(scope);
  const role = ReleaseRole.of(stack);
  const named = `${rollbackAlarmPrefix(scope)}*`;
  const rollbackAlarms = stack.formatArn({ service: 'cloudwatch', resource: 'alarm', resourceName: named, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  role.reach(alias, [rollbackAlarms, ...alarms.map(alarm => alarm.alarmArn)]);
  answerWildcard(role, { resource: rollbackAlarms, actions: ON_ALARMS, reason: WILDCARD_REASONS.rollbackAlarms });
  return { role, policies: [role, ...hookPolicy(scope, role, hooks)] };
}

function hookPolicy(scope: Construct, role: iam.Role, hooks: lambda.IFunction[]): Construct[] {
  if (hooks.length === 0) return [];
  const statements = [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: hooks.map(hook => hook.functionArn) })];
  const policy = new iam.Policy(scope, 'DeploymentHooks', { statements });
  answerInline(policy);
  role.attachInlinePolicy(policy);
  return [policy];
}
