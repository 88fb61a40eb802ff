import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { is } from '../inventory/value';

/** A trace shows where the time went and which call failed. */
export const tracing: Rule = {
  id: 'tracing',
  severity: 'warning',
  title: 'A function is traced',
  why: 'Without active tracing nobody sees which downstream call was slow or failed, unless every caller happens to sample the request.',
  remedy: 'Set TracingConfig.Mode to Active, and allow xray:PutTraceSegments and xray:PutTelemetryRecords.',
  inCdk: '`tracing: lambda.Tracing.ACTIVE`. A `SteadfastFunction` is traced unless you say otherwise.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
  keeping: { Resources: { Worker: lambdaFunction({ TracingConfig: { Mode: 'Active' } }) } },
  breaking: { Resources: { Worker: lambdaFunction() } },

  *check(inventory) {
    for (const one of inventory.functions) {
      // Lambda@Edge refuses X-Ray, and CDK's handlers run at deployment only.
      if (one.injectedBy !== undefined || inventory.isEdge(one) || is(one.tracing, 'Active')) {
        continue;
      }
      if (one.tracing.known === undefined) {
        yield cannotTell(one, `Its tracing mode is ${one.tracing.written}.`);
      } else {
        yield finding(one, 'It is not traced.');
      }
    }
  },
};
