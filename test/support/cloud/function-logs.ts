import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CloudConnection } from './cloud-connection';

/** Everything that a function has logged so far, in its own log group where it has one. */
export async function functionLogs(cloud: CloudConnection, functionName: string): Promise<string[]> {
  const { LoggingConfig } = await new LambdaClient(cloud.clientConfig()).send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  const client = new CloudWatchLogsClient(cloud.clientConfig());
  const lines: string[] = [];
  try {
    for await (const page of paginateFilterLogEvents({ client }, { logGroupName: LoggingConfig?.LogGroup ?? `/aws/lambda/${functionName}` })) {
      lines.push(...(page.events ?? []).map(event => event.message ?? ''));
    }
  } catch (error) {
    // The group appears with the first invocation.
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') {
      throw error;
    }
  }
  return lines;
}
