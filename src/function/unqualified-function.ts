import { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

/**
 * The function behind its live alias: what versions and aliases are made of, and what nobody else should call.
 */
export class UnqualifiedFunction extends lambda.FunctionBase {
  public readonly functionArn: string;
  public readonly functionName: string;
  public readonly grantPrincipal: iam.IPrincipal;
  public readonly role?: iam.IRole;
  public readonly architecture: lambda.Architecture;
  public readonly tenancyConfig?: lambda.TenancyConfig;
  public readonly permissionsNode = this.node;
  public readonly resourceArnsForGrantInvoke: string[];
  protected readonly canCreatePermissions = true;

  /** Must be made while the function still answers for itself. */
  constructor(fn: lambda.Function) {
    super(fn, 'Unqualified');
    this.functionArn = fn.functionArn;
    this.functionName = fn.functionName;
    this.grantPrincipal = fn.grantPrincipal;
    this.role = fn.role;
    this.architecture = fn.architecture;
    this.tenancyConfig = fn.tenancyConfig;
    this.resourceArnsForGrantInvoke = [this.functionArn];
  }
}
