import { CodeDeployClient, PutLifecycleEventHookExecutionStatusCommand } from '@aws-sdk/client-codedeploy';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { complaint, SmokeTestPlan } from './smoke-test-plan';

/** What CodeDeploy invokes a hook with. */
interface HookEvent {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
}

/** A right that was granted in this very deployment may take a while to be known everywhere. */
const RIGHTS_SETTLE = { attempts: 5, pause: 3_000 };

const lambda = new LambdaClient({ maxAttempts: 1 });
const codeDeploy = new CodeDeployClient({});

/** Invokes the new version and tells CodeDeploy whether it may have traffic. */
export async function handler(event: HookEvent): Promise<{ status: string; reason?: string }> {
  const reason = await wrongWith(process.env.VERSION_ARN ?? '', JSON.parse(process.env.SMOKE_TEST ?? '{}') as SmokeTestPlan);
  const status = reason ? 'Failed' : 'Succeeded';
  // An object, so that its members can be asked for in the logs.
  console.log({ what: 'smoke test', version: process.env.VERSION_ARN, deployment: event.DeploymentId, status, reason });
  await codeDeploy.send(new PutLifecycleEventHookExecutionStatusCommand({
    deploymentId: event.DeploymentId,
    lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId,
    status,
  }));
  return { status, reason };
}

/** Whatever goes wrong is a reason to hold back traffic: a hook that says nothing blocks the deployment for an hour. */
async function wrongWith(version: string, plan: SmokeTestPlan): Promise<string | undefined> {
  try {
    const { FunctionError, Payload } = await invoke(version, plan);
    return complaint(plan, { functionError: FunctionError, text: Buffer.from(Payload ?? []).toString() });
  } catch (error) {
    const { name, message } = error as Error;
    return isTimeout(name) ? `no answer within ${plan.timeout} ms` : `${name}: ${message}`;
  }
}

async function invoke(version: string, plan: SmokeTestPlan, attempt = 1): ReturnType<typeof send> {
  try {
    return await send(version, plan);
  } catch (error) {
    if ((error as Error).name !== 'AccessDeniedException' || attempt === RIGHTS_SETTLE.attempts) throw error;
    await new Promise(resolve => setTimeout(resolve, RIGHTS_SETTLE.pause));
    return invoke(version, plan, attempt + 1);
  }
}

async function send(version: string, plan: SmokeTestPlan) {
  return lambda.send(
    new InvokeCommand({ FunctionName: version, Payload: Buffer.from(JSON.stringify(plan.payload ?? {})) }),
    { abortSignal: AbortSignal.timeout(plan.timeout) },
  );
}

function isTimeout(name: string): boolean {
  return name === 'AbortError' || name === 'TimeoutError';
}
