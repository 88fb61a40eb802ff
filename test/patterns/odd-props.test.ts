import { Fn, Token, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { patterns } from '../../src';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { stackWith, steadfastFunction } from '../support/stacks';

/* What test/properties found: each was an exception from inside CDK, or something odd in the template. */

const { ApiAuthorization, ApiFront, ChunkedJob, ChunkWorker, RequestInbox, TableApi } = patterns;
const LATER = Token.asNumber(Fn.importValue('count'));
const authorization = ApiAuthorization.iam();

const job = (props: Partial<patterns.ChunkedJobProps>) => (scope: Construct, fn: lambda.Function) => (
  new ChunkedJob(scope, 'Job', { worker: ChunkWorker.function(fn), ...props })
);

test.each<[string, (scope: Construct, fn: lambda.Function) => Construct, string]>([
  ['a chunk and a half at a time', job({ maxConcurrency: 1.5 }), 'must work on 1 to 10000 chunks at the same time'],
  ['no attempt', job({ attempts: 0 }), 'must be attempted a whole number of times, at least once; given: 0'],
  ['half an attempt', job({ attempts: 2.5 }), 'given: 2.5'],
  ['attempts that are known at deployment only', job({ attempts: LATER }), 'given: a number that is known at deployment only'],
  ['a path that JavaScript has a word for', (scope, worker) => new RequestInbox(scope, 'Inbox', { worker, authorization, path: '/shop/constructor' }),
    'given: /shop/constructor. Call constructor something else'],
  ['a route that JavaScript has a word for',
    (scope, handler) => new TableApi(scope, 'Api', { handler, authorization, front: ApiFront.rest(), routes: ['GET /toString'] }), 'Call toString something else'],
])('%s is refused by us, with a remedy', (_what, make, message) => {
  const stack = stackWith();
  const fn = steadfastFunction(stack);
  expect(() => make(stack, fn)).toThrow(SteadfastError);
  expect(() => make(new Construct(stack, 'Again'), fn)).toThrow(message);
});

test('chunks whose number at a time is known at deployment only are worked on', () => {
  const stack = stackWith();
  expect(() => job({ maxConcurrency: LATER })(stack, steadfastFunction(stack))).not.toThrow();
});
