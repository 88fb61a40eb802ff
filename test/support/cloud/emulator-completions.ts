import {
  DeleteFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand, UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { DeployedResource } from './deployed-stack';
import { TemplateResource } from './emulator-gaps';
import { Adjustment, Template } from './fit-template';

/** A property of a function that the emulator drops from a template, but honours when it comes through the API. */
interface Completion {
  readonly property: string;
  readonly reason: string;
  /** `value` is undefined where the template has none, since an earlier deployment may have set one. */
  readonly put: (lambda: LambdaClient, functionName: string, value: unknown, resolve: Resolve) => Promise<unknown>;
}

/** The ARN behind a template's value, or undefined where only CloudFormation knows it. */
type Resolve = (value: unknown) => string | undefined;

const COMPLETIONS: readonly Completion[] = [
  {
    property: 'ReservedConcurrentExecutions',
    reason: 'reserved concurrency in a template is ignored',
    put: (lambda, FunctionName, value) => (value === undefined
      ? lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
      : lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: Number(value) }))),
  },
  {
    property: 'DeadLetterConfig',
    reason: 'the dead-letter queue of a function in a template is ignored',
    put: (lambda, FunctionName, value, resolve) => {
      const TargetArn = resolve((value as { TargetArn?: unknown } | undefined)?.TargetArn);
      if (value !== undefined && TargetArn === undefined) {
        throw new Error(`The dead-letter target of ${FunctionName} must be an ARN or a resource of its own stack; it is ${JSON.stringify(value)}.`);
      }
      return lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn: TargetArn ?? '' } }));
    },
  },
];

/** Sets through the API what the emulator dropped from the template, and says what. */
export async function completeThroughApi(
  lambda: LambdaClient,
  template: Template,
  resources: readonly DeployedResource[],
  stackIsNew: boolean,
): Promise<Adjustment[]> {
  const adjustments: Adjustment[] = [];
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    const deployed = resources.find(candidate => candidate.logicalId === logicalId);
    if (resource.Type === 'AWS::Lambda::Function' && deployed) {
      for (const completion of COMPLETIONS) {
        const value = resource.Properties?.[completion.property];
        if (value !== undefined) {
          adjustments.push({ logicalId, type: resource.Type, kind: 'set through the API', reason: completion.reason });
        }
        if (value === undefined && stackIsNew) {
          continue;
        }
        await completion.put(lambda, deployed.physicalId, value, reference => arnOf(reference, template, resources));
      }
    }
  }
  return adjustments;
}

function arnOf(reference: unknown, template: Template, resources: readonly DeployedResource[]): string | undefined {
  if (typeof reference === 'string') {
    return reference;
  }
  const [logicalId] = (reference as { 'Fn::GetAtt'?: string[] })?.['Fn::GetAtt'] ?? [(reference as { Ref?: string })?.Ref];
  const resource: TemplateResource | undefined = logicalId ? template.Resources?.[logicalId] : undefined;
  const physicalId = resources.find(candidate => candidate.logicalId === logicalId)?.physicalId;
  if (resource?.Type === 'AWS::SQS::Queue' && physicalId) {
    return `arn:aws:sqs:us-east-1:000000000000:${physicalId.split('/').pop()}`;
  }
  return physicalId?.startsWith('arn:') ? physicalId : undefined;
}
