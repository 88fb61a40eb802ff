import { Stack, Token, aws_lambda as lambda } from 'aws-cdk-lib';
import { packageContents } from './package-contents';
import { stagedPath } from './staged-path';
import { QUOTAS, Quota } from '../reference/quotas';
import { Refusal, SteadfastError, explain } from '../validation/steadfast-error';

/** How an environment variable may be called (AWS Lambda Developer Guide, "Working with Lambda environment variables"). */
const VARIABLE = /^[a-zA-Z][a-zA-Z0-9_]+$/;

/**
 * Refuses what Lambda would refuse at deployment: sizes of memory and time, environment, subnets and package.
 *
 * Now what is known now, and at synth what was added since.
 */
export function refuseOversize(fn: lambda.Function, layers: lambda.ILayerVersion[]): void {
  const resource = fn.node.defaultChild as lambda.CfnFunction;
  const refusals = (): Refusal[] => [...sizes(resource), ...interfaces(resource), ...environment(resource)];
  [...refusals(), ...packageSize(fn, layers)].slice(0, 1).forEach(refusal => { throw new SteadfastError(fn, refusal); });
  fn.node.addValidation({ validate: () => refusals().map(explain) });
}

/** Functions on managed instances have more memory and time. */
function sizes(resource: lambda.CfnFunction): Refusal[] {
  if (resource.capacityProviderConfig) return [];
  return [
    ...outside('memory', resource.memorySize, [QUOTAS.smallestMemory.value, QUOTAS.memory.value], 'MB'),
    ...outside('timeout', resource.timeout, [1, QUOTAS.timeout.value], 'seconds'),
  ];
}

/** What a list holds that is known at deployment only is not counted. */
function interfaces(resource: lambda.CfnFunction): Refusal[] {
  const network = (Stack.of(resource).resolve(resource.vpcConfig) ?? {}) as { subnetIds?: unknown; securityGroupIds?: unknown };
  return [
    ...tooMany('subnets', network.subnetIds, QUOTAS.subnets),
    ...tooMany('security groups', network.securityGroupIds, QUOTAS.securityGroups),
  ];
}

function tooMany(what: string, list: unknown, { value: most }: Quota): Refusal[] {
  if (!Array.isArray(list) || list.length <= most) return [];
  return [{
    must: `A function must have at most ${most} ${what} (AWS Lambda quotas)`,
    given: `${list.length}`,
    remedy: `Choose fewer ${what}.`,
  }];
}

function outside(what: string, value: number | undefined, [least, most]: [number, number], unit: string): Refusal[] {
  if (value === undefined || Token.isUnresolved(value) || (value >= least && value <= most)) return [];
  return [{
    must: `A function must have a ${what} of ${least} to ${most} ${unit} (AWS Lambda quotas)`,
    given: `${value}`,
    remedy: `Choose a ${what} in that range.`,
  }];
}

function environment(resource: lambda.CfnFunction): Refusal[] {
  const variables = (Stack.of(resource).resolve(resource.environment) as { variables?: Record<string, unknown> } | undefined)?.variables ?? {};
  const misnamed = Object.keys(variables).filter(name => !VARIABLE.test(name));
  const bytes = Object.entries(variables).flat().reduce<number>((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0);
  return [
    ...(misnamed.length === 0 ? [] : [{
      must: 'An environment variable must be named by a letter and at least one more letter, digit or underscore',
      given: misnamed.join(', '),
      remedy: 'Rename it.',
    }]),
    ...(bytes <= QUOTAS.environment.value ? [] : [{
      must: `The environment of a function must hold at most ${QUOTAS.environment.value} bytes (AWS Lambda quotas)`,
      given: `${bytes} bytes, not counting values that are known at deployment only`,
      remedy: 'Keep what is long in a parameter and read it at run time, or put it into the package.',
    }]),
  ];
}

/** What can be measured is a lower bound: layers of other stacks are not seen. */
function packageSize(fn: lambda.Function, layers: lambda.ILayerVersion[]): Refusal[] {
  const bytes = [fn, ...layers].map(owner => stagedPath(owner)).reduce((sum, path) => sum + (path ? packageContents(path)?.bytes ?? 0 : 0), 0);
  if (bytes <= QUOTAS.unzipped.value) return [];
  const megabytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MB`;
  return [{
    must: `A function and its layers must hold at most ${megabytes(QUOTAS.unzipped.value)} unzipped (AWS Lambda quotas)`,
    given: megabytes(bytes),
    remedy: 'Leave out what does not run (tests, caches, an SDK that the runtime has), mount it from a file system, or deploy a container image of up to 10 GB.',
  }];
}
