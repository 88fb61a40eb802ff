import { Duration, aws_lambda as lambda, aws_secretsmanager as secretsmanager, aws_ssm as ssm } from 'aws-cdk-lib';
import { SteadfastError } from '../validation/steadfast-error';
import { knownSeconds } from '../validation/whole-seconds';

/** How long the extension may keep a value (AWS Secrets Manager User Guide, "Use AWS Secrets Manager secrets in AWS Lambda functions"). */
const LONGEST_CACHE = Duration.minutes(5);

/** What a function reads at run time instead of finding it in its environment. */
export interface FunctionSecretsProps {
  /**
   * The secrets, by the environment variable that will hold the ARN of each.
   *
   * @default - no secrets
   */
  readonly secrets?: { [variable: string]: secretsmanager.ISecret };

  /**
   * The parameters, by the environment variable that will hold the name of each.
   *
   * @default - no parameters
   */
  readonly parameters?: { [variable: string]: ssm.IParameter };

  /**
   * How long a value may be used after it changed, for instance by rotation; 0 to 300 seconds, 0 asks every time.
   *
   * @default Duration.minutes(5)
   */
  readonly timeToLive?: Duration;

  /**
   * The layer version of the AWS Parameters and Secrets extension.
   *
   * @default - version 1.0.103 of the extension, by region and architecture, from the table of AWS CDK
   */
  readonly layerVersionArn?: string;

  /**
   * Environment variables that look like secrets and are none, each with the reason, which stands in the template.
   *
   * @default - no exceptions
   */
  readonly notSecret?: { [variable: string]: string };
}

/**
 * The secrets and parameters that a function reads at run time.
 *
 * A value in an environment variable is readable to everybody who may describe the function, and stays what it was until the next deployment.
 */
export class FunctionSecrets {
  /**
   * Reads secrets and parameters through the AWS Parameters and Secrets extension, which keeps them for a while.
   *
   * The function finds the ARN of each secret and the name of each parameter in its environment, may read exactly those, and asks
   * `http://localhost:2773/secretsmanager/get?secretId=ARN` or `/systemsmanager/parameters/get?name=NAME`
   * with its `AWS_SESSION_TOKEN` in the header `X-Aws-Parameters-Secrets-Token`.
   * @throws when values are kept for more than five minutes
   */
  public static cached(props: FunctionSecretsProps): FunctionSecrets {
    return new FunctionSecrets(props);
  }

  /**
   * States that the function reads no secrets, and which environment variables look like secrets and are none.
   *
   * @param notSecret the reason for each variable, which stands in the template
   */
  public static none(notSecret?: { [variable: string]: string }): FunctionSecrets {
    return new FunctionSecrets({ notSecret });
  }

  private constructor(private readonly props: FunctionSecretsProps) {
    const { timeToLive } = props;
    const seconds = timeToLive && knownSeconds('FunctionSecrets', 'timeToLive', timeToLive);
    if (seconds !== undefined && seconds > LONGEST_CACHE.toSeconds()) {
      throw new SteadfastError('FunctionSecrets', {
        must: 'The extension must keep a value for at most 300 seconds',
        given: `a timeToLive of ${seconds} seconds`,
        remedy: 'Choose Duration.minutes(5) or less.',
      });
    }
  }

  /** @internal */
  public get _secrets(): secretsmanager.ISecret[] {
    return Object.values(this.props.secrets ?? {});
  }

  /** @internal */
  public get _parameters(): ssm.IParameter[] {
    return Object.values(this.props.parameters ?? {});
  }

  /** @internal */
  public get _notSecret(): { [variable: string]: string } {
    return this.props.notSecret ?? {};
  }

  /**
   * Where the function finds the names of what it reads.
   *
   * @internal
   */
  public get _variables(): { [variable: string]: string } {
    const named = <T>(values: { [variable: string]: T } = {}, nameOf: (value: T) => string): [string, string][] =>
      Object.entries(values).map(([variable, value]) => [variable, nameOf(value)]);
    return Object.fromEntries([
      ...named(this.props.secrets, secret => secret.secretArn),
      ...named(this.props.parameters, parameter => parameter.parameterName),
    ]);
  }

  /**
   * The extension; undefined where nothing is read.
   *
   * @internal
   */
  public get _extension(): lambda.ParamsAndSecretsLayerVersion | undefined {
    if (this._secrets.length + this._parameters.length === 0) return undefined;
    const { layerVersionArn, timeToLive = LONGEST_CACHE } = this.props;
    const options: lambda.ParamsAndSecretsOptions = {
      secretsManagerTtl: timeToLive,
      parameterStoreTtl: timeToLive,
      logLevel: lambda.ParamsAndSecretsLogLevel.WARN,
    };
    return layerVersionArn
      ? lambda.ParamsAndSecretsLayerVersion.fromVersionArn(layerVersionArn, options)
      : lambda.ParamsAndSecretsLayerVersion.fromVersion(lambda.ParamsAndSecretsVersions.V1_0_103, options);
  }
}
