import { Stack, aws_dynamodb as dynamodb, aws_kinesis as kinesis, aws_lambda as lambda, aws_lambda_event_sources as sources } from 'aws-cdk-lib';
import { HANDLER } from '../given';

/** Stream -> function -> totals, as it is written first. */
export function build(stack: Stack, id: string): void {
  // from here
  const stream = new kinesis.Stream(stack, `${id}Stream`);
  const totals = new dynamodb.Table(stack, `${id}Totals`, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  });
  const aggregate = new lambda.Function(stack, `${id}Aggregate`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(HANDLER),
    environment: { TABLE_NAME: totals.tableName },
  });
  totals.grantReadWriteData(aggregate);
  aggregate.addEventSource(new sources.KinesisEventSource(stream, {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
  }));
  // to here
}
