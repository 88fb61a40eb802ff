import { RemovalPolicy, aws_kms as kms, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { SteadfastError } from '../validation/steadfast-error';

/** Decisions about a function's logs, whatever they look like. */
export interface LogsOptions {
  /**
   * How long logs are kept.
   *
   * @default - what the scope decided, or three months
   */
  readonly retention?: logs.RetentionDays;

  /**
   * What happens to the logs when their stack is deleted.
   *
   * @default - what the scope decided, or they are kept
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The key that encrypts the logs; CloudWatch Logs is let use it.
   *
   * @default - what the scope decided, or a key of the service, without a charge
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What is masked in the logs, and where it is reported; charged by the gigabyte.
   *
   * @default - nothing is masked
   */
  readonly dataProtection?: logs.DataProtectionPolicy;

  /**
   * Where every line of the logs is sent besides; a log group has at most two subscriptions (Amazon CloudWatch Logs quotas).
   *
   * @default - nowhere
   */
  readonly subscription?: logs.ILogSubscriptionDestination;

  /**
   * The service that Powertools names in every line, metric and trace (`POWERTOOLS_SERVICE_NAME`).
   *
   * @default - none
   */
  readonly serviceName?: string;
}

/** Decisions about logs that are JSON. */
export interface JsonLogsOptions extends LogsOptions {
  /**
   * From which level on the function's own lines are kept; Lambda leaves the others out, and Powertools follows.
   *
   * @default lambda.ApplicationLogLevel.INFO
   */
  readonly level?: lambda.ApplicationLogLevel;

  /**
   * From which level on Lambda's own lines are kept.
   *
   * @default lambda.SystemLogLevel.INFO - which holds the report of every invocation
   */
  readonly systemLevel?: lambda.SystemLogLevel;

  /**
   * Counts cold starts and how long they take, by a metric filter on Lambda's reports; CloudWatch charges a custom metric.
   *
   * The metric stands in the namespace `Steadfast/ColdStarts` under the function's name: its sample count is the number of cold starts, its statistics their duration.
   * @default false - the dashboard counts them from the logs when somebody looks
   */
  readonly countColdStarts?: boolean;
}

/** Decisions about logs that are text to Lambda; Powertools prints JSON all the same. */
export interface TextLogsOptions extends LogsOptions {
  /**
   * From which level on Powertools prints (`POWERTOOLS_LOG_LEVEL`).
   *
   * @default - Powertools' own, INFO
   */
  readonly level?: lambda.ApplicationLogLevel;

  /**
   * The share of invocations of which Powertools prints everything, from 0 to 1 (`POWERTOOLS_LOGGER_SAMPLE_RATE`).
   *
   * Only text logs can be sampled: with JSON logs, the level that Lambda goes by overrules Powertools (powertools-lambda-python#7220).
   * @default - none
   */
  readonly sampleRate?: number;
}

/** What the strategies decide together. */
interface Decisions extends JsonLogsOptions, TextLogsOptions {}

/** What a function's logs look like, how long they are kept and who reads them. */
export class Logs {
  /** Every line is JSON, Lambda's own included. */
  public static json(options: JsonLogsOptions = {}): Logs {
    refuseBlindCount(options);
    return new Logs(lambda.LoggingFormat.JSON, options);
  }

  /** Lines are as they are printed; Lambda neither leaves out levels nor are cold starts counted. */
  public static text(options: TextLogsOptions = {}): Logs {
    refuseBadShare(options.sampleRate);
    return new Logs(lambda.LoggingFormat.TEXT, options);
  }

  private constructor(
    private readonly format: lambda.LoggingFormat,
    /** @internal */
    public readonly _options: Decisions,
  ) {}

  /**
   * What CDK's constructor should see of this.
   *
   * @internal
   */
  public _props(environment: { [name: string]: string } | undefined): Partial<lambda.FunctionOptions> {
    const { level, systemLevel } = this._options;
    return {
      loggingFormat: this.format,
      applicationLogLevelV2: this.format === lambda.LoggingFormat.JSON ? level : undefined,
      systemLogLevelV2: systemLevel,
      environment: { ...this.powertools(), ...environment },
    };
  }

  private powertools(): { [name: string]: string } {
    const { level, serviceName, sampleRate } = this._options;
    return {
      ...(serviceName ? { POWERTOOLS_SERVICE_NAME: serviceName } : {}),
      ...(level ? { POWERTOOLS_LOG_LEVEL: level } : {}),
      ...(sampleRate ? { POWERTOOLS_LOGGER_SAMPLE_RATE: `${sampleRate}` } : {}),
    };
  }
}

function refuseBlindCount({ countColdStarts, systemLevel }: JsonLogsOptions): void {
  if (!countColdStarts || systemLevel !== lambda.SystemLogLevel.WARN) return;
  throw new SteadfastError('Logs', {
    must: 'Cold starts are counted from the reports that Lambda writes at the level INFO',
    given: 'countColdStarts with systemLevel WARN',
    remedy: 'Remove systemLevel, or countColdStarts.',
  });
}

function refuseBadShare(share: number | undefined): void {
  if (share === undefined || (share >= 0 && share <= 1)) return;
  throw new SteadfastError('Logs', {
    must: 'The share of invocations that are logged whole must be between 0 and 1',
    given: `sampleRate ${share}`,
    remedy: 'Choose a part of 1, for example 0.01.',
  });
}
