import {
  CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, DescribeStacksCommand,
  paginateListStackResources, Stack, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DeployedResource } from './deployed-stack';
import { eventually, NotYet } from './eventually';

/** The emulator pushes a large template through the same limit as AWS. */
export const LARGEST_TEMPLATE_BODY = 51_200;

const LIMIT_MS = 120_000;

export interface StackRequest {
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly template: { readonly TemplateBody: string } | { readonly TemplateURL: string };
}

/** Creates the stack or updates it, waits, and returns it. */
export async function putStack(client: CloudFormationClient, request: StackRequest): Promise<Stack> {
  let before = await describeStack(client, request.stackName);
  if (before?.StackStatus === 'ROLLBACK_COMPLETE') {
    // As in AWS, nothing can be done with the remains of a failed creation but to delete them.
    await deleteStack(client, request.stackName);
    before = undefined;
  }
  const input = {
    StackName: request.stackName,
    ...request.template,
    Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] as const,
    Parameters: Object.entries(request.parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: Object.entries(request.tags).map(([Key, Value]) => ({ Key, Value })),
  };
  const lastEvent = before && await newestEvent(client, request.stackName);
  try {
    await client.send(before
      ? new UpdateStackCommand({ ...input, Capabilities: [...input.Capabilities] })
      : new CreateStackCommand({ ...input, Capabilities: [...input.Capabilities] }));
  } catch (error) {
    if (before && error instanceof Error && error.message.includes('No updates are to be performed')) {
      return before;
    }
    throw new Error(`Stack ${request.stackName} could not be deployed: ${error instanceof Error ? error.message : String(error)}`);
  }
  const after = await settled(client, request.stackName);
  if (after?.StackStatus !== 'CREATE_COMPLETE' && after?.StackStatus !== 'UPDATE_COMPLETE') {
    throw new Error(
      `Stack ${request.stackName} could not be deployed, it ended as ${after?.StackStatus}:\n`
      + await failures(client, request.stackName, lastEvent),
    );
  }
  return after;
}

export async function deleteStack(client: CloudFormationClient, stackName: string): Promise<void> {
  if (!await describeStack(client, stackName)) {
    return;
  }
  await client.send(new DeleteStackCommand({ StackName: stackName }));
  const after = await settled(client, stackName);
  if (after && after.StackStatus !== 'DELETE_COMPLETE') {
    throw new Error(`Stack ${stackName} could not be destroyed, it ended as ${after.StackStatus}:\n${await failures(client, stackName)}`);
  }
}

export async function listResources(client: CloudFormationClient, stackName: string): Promise<DeployedResource[]> {
  const resources: DeployedResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
    for (const summary of page.StackResourceSummaries ?? []) {
      resources.push({
        logicalId: summary.LogicalResourceId!, physicalId: summary.PhysicalResourceId ?? '', type: summary.ResourceType!,
      });
    }
  }
  return resources;
}

async function describeStack(client: CloudFormationClient, stackName: string): Promise<Stack | undefined> {
  try {
    const stack = (await client.send(new DescribeStacksCommand({ StackName: stackName }))).Stacks?.[0];
    return stack?.StackStatus === 'DELETE_COMPLETE' ? undefined : stack;
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}

async function settled(client: CloudFormationClient, stackName: string): Promise<Stack | undefined> {
  const { stack } = await eventually(`Stack ${stackName} comes to rest`, async () => {
    const current = await describeStack(client, stackName);
    return current?.StackStatus?.endsWith('_IN_PROGRESS') ? new NotYet(current.StackStatus) : { stack: current };
  }, { timeoutMs: LIMIT_MS, intervalMs: 50 });
  return stack;
}

async function newestEvent(client: CloudFormationClient, stackName: string): Promise<string | undefined> {
  return (await client.send(new DescribeStackEventsCommand({ StackName: stackName }))).StackEvents?.[0]?.EventId;
}

async function failures(client: CloudFormationClient, stackName: string, after?: string): Promise<string> {
  const { StackEvents: events = [] } = await client.send(new DescribeStackEventsCommand({ StackName: stackName }));
  const end = events.findIndex(event => event.EventId === after);
  const lines = (end < 0 ? events : events.slice(0, end))
    .filter(event => event.ResourceStatus?.endsWith('_FAILED'))
    .map(event => `  ${event.LogicalResourceId} (${event.ResourceType}): ${event.ResourceStatusReason ?? 'no reason given'}`);
  return lines.length > 0 ? lines.reverse().join('\n') : '  the emulator gave no reason; see its log';
}
