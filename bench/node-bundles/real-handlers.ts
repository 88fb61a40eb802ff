import { join } from 'node:path';
import { CDK_DEFAULT, measure, Measured, OUR_DEFAULT, Subject } from './measure';

/** What one handler weighs and how it starts, bundled by CDK's defaults and by ours. */
export interface HandlerResult {
  readonly handler: string;
  readonly cdk: Measured;
  readonly steadfast: Measured;
}

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Handlers of the examples: a queue worker with Powertools, an API on a table, an aggregation of a stream. */
const HANDLERS = ['01-bucket-pipeline/handler/process.ts', '07-orders-api/handler/index.ts', '08-stream-totals/handler/aggregate.ts'];

/** They ask for these at their start, and reach none of them. */
const SETTINGS: Subject['environment'] = {
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs',
  TABLE_NAME: 'table',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:111111111111:results',
};

export function measureRealHandlers(rounds: number): readonly HandlerResult[] {
  return HANDLERS.map(handler => {
    const [cdk, steadfast] = measure([CDK_DEFAULT, OUR_DEFAULT], rounds, { entry: join(EXAMPLES, handler), environment: SETTINGS });
    return { handler, cdk, steadfast };
  });
}
