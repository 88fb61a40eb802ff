import { Concurrency } from '../concurrency/concurrency';
import { FailurePath } from '../failure/failure-path';
import { Network } from '../network/network';
import { ApplicationSignals } from '../observability/application-signals';
import { FunctionAlarms } from '../observability/function-alarms';
import { Logs } from '../observability/logs';
import { MemorySize } from '../packaging/memory-size';
import { Release } from '../release/release';
import { FunctionSecrets } from '../secrets/function-secrets';

/** What a steadfast function lets you decide beyond CDK's own function. */
export interface SteadfastFunctionOptions {
  /**
   * What becomes of an event that was invoked asynchronously and failed on every attempt.
   *
   * @default - the parking queue of the stack, made when the first caller binds that may invoke asynchronously
   */
  readonly failurePath?: FailurePath;

  /**
   * How many executions may run at the same time, and how many are kept warm.
   *
   * @default Concurrency.unreserved()
   */
  readonly concurrency?: Concurrency;

  /**
   * Which alarms watch the function.
   *
   * @default FunctionAlarms.standard()
   */
  readonly alarms?: FunctionAlarms;

  /**
   * How much memory the function has, where a measurement decides; it buys CPU, too. CDK's own `memorySize` keeps its meaning.
   *
   * @default - `memorySize`, or 512 MB
   */
  readonly memory?: MemorySize;

  /**
   * What the function's logs look like, how long they are kept and who reads them.
   *
   * @default Logs.json()
   */
  readonly logs?: Logs;

  /**
   * Whether the function's calls and traces are sent to CloudWatch Application Signals. CDK's own `tracing` and `adotInstrumentation` keep their meaning.
   *
   * @default - they are not; traces go to X-Ray
   */
  readonly applicationSignals?: ApplicationSignals;

  /**
   * How a new version takes over the traffic of the live alias.
   *
   * @default Release.allAtOnce()
   */
  readonly release?: Release;

  /**
   * Which secrets and parameters the function reads at run time. Secrets in the environment are refused.
   *
   * @default - none
   */
  readonly secrets?: FunctionSecrets;

  /**
   * The network that the function is attached to, with the traffic it may send.
   *
   * @default - none; CDK's own `vpc` keeps its meaning
   */
  readonly network?: Network;
}
