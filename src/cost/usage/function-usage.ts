import { constructPathOf } from '../../inventory/fact';
import { FunctionFact } from '../../inventory/function-facts';
import { isOpen } from '../../inventory/value';
import { SERVICE_DEFAULTS } from '../../reference/service-defaults';
import { AppContext } from '../app-context';
import { LambdaLoad, lambdaUsage } from '../lambda-load';
import { BYTES_A_GB } from '../units';
import { FunctionWorkload } from '../workload';
import { Quantity, Usage, uses } from './usage';

const NOBODY = 'nobody states how often it is invoked, and for how long: fn.expects() or functions in the workload file does';

/** What Lambda itself charges for every function, and what its answers cost on their way to the internet. */
export function functionUsage(app: AppContext): readonly Usage[] {
  return app.inventory.functions.all.flatMap(one => [...usageOf(one, app), ...transferOf(one, app)]);
}

function usageOf(one: FunctionFact, app: AppContext): readonly Usage[] {
  const cause = constructPathOf(one);
  const workload = app.workloadOf(one);
  if (!workload && deploymentsOnly(one)) {
    return [uses(app, one.resource, 'lambda.requests', { quantity: 0, basis: 'runs during deployments only' }, cause)];
  }
  if (app.inventory.isEdge(one)) {
    return edgeUsage(one, app, workload);
  }
  const load = workload && loadOf(one, workload);
  if (load && !one.managedInstances) {
    return lambdaUsage(load).map(({ price, ...quantity }) => uses(app, one.resource, price, quantity, cause));
  }
  const why = one.managedInstances ? 'it runs on managed instances, which EC2 bills' : !workload ? NOBODY : 'the template does not tell its memory, architecture or warm environments';
  const requests: Quantity = workload ? { quantity: workload.requestsPerMonth } : { why };
  const architecture = one.architecture.known === 'arm64' ? 'arm64' : 'x86_64';
  return [uses(app, one.resource, 'lambda.requests', requests, cause), uses(app, one.resource, `lambda.duration.${architecture}`, { why }, cause)];
}

/** What a function's price depends on; undefined when the template does not tell. */
export function loadOf(one: FunctionFact, workload: FunctionWorkload): LambdaLoad | undefined {
  const { memory, architecture, storage, snapStart, runtime } = one;
  const provisioned = [...one.versions, ...one.aliases].map(each => each.provisioned);
  const told = architecture.known === 'arm64' || architecture.known === 'x86_64' ? architecture.known : undefined;
  if (memory.known === undefined || !told || [memory, storage, ...provisioned].some(value => isOpen(value))) {
    return undefined;
  }
  return {
    workload,
    memory: memory.known,
    architecture: told,
    storage: storage.known ?? SERVICE_DEFAULTS.functionStorage,
    provisioned: provisioned.reduce((sum, value) => sum + (value.known ?? 0), 0),
    snapStart: snapStart.known === 'PublishedVersions' && /^(python|dotnet)/.test(runtime.known ?? ''),
  };
}

function edgeUsage(one: FunctionFact, app: AppContext, workload: FunctionWorkload | undefined): readonly Usage[] {
  const cause = constructPathOf(one);
  const load = workload && loadOf(one, workload);
  const [requests, duration] = load ? lambdaUsage({ ...load, provisioned: 0, snapStart: false }) : [undefined, undefined];
  return [
    uses(app, one.resource, 'lambda.edge.requests', requests ? { quantity: requests.quantity } : { why: NOBODY }, cause),
    uses(app, one.resource, 'lambda.edge.duration', duration ? { quantity: duration.quantity } : { why: NOBODY }, cause),
  ];
}

function transferOf(one: FunctionFact, app: AppContext): readonly Usage[] {
  const workload = app.workloadOf(one);
  if (!workload?.bytesOutPerRequest) {
    return [];
  }
  const quantity = workload.requestsPerMonth * workload.bytesOutPerRequest / BYTES_A_GB;
  return [uses(app, one.resource, 'transfer.out', { quantity }, constructPathOf(one))];
}

/** Handlers of custom resources, which nobody else invokes. */
function deploymentsOnly(one: FunctionFact): boolean {
  const others = one.invokers.filter(invoker => invoker.via !== 'cloudformation' && invoker.via !== 'codedeploy');
  return others.length === 0 && one.mappings.length === 0 && (one.injectedBy !== undefined || one.invokers.length > 0);
}
