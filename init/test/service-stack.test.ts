import { App } from 'aws-cdk-lib';
import { expectClean, snapshotSerializer } from 'cdk-steadfast/testing';
import { ServiceStack } from '../service-stack';

expect.addSnapshotSerializer(snapshotSerializer);

/** The context says that nothing is bundled. */
function service(): ServiceStack {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  return new ServiceStack(app, 'Service', { onCall: 'on-call@example.com' });
}

test('keeps the rules', () => {
  expectClean(service());
});

// A change of the handler leaves the snapshot alone; a change of a permission does not. `npm test -- -u` accepts it.
test('is deployed as it was', () => {
  expect(service()).toMatchSnapshot();
});
