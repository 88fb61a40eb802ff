import { DatabaseReach } from './evidence/database-reach';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { FunctionFact, InvokerFact } from '../inventory/function-facts';
import { isOpen } from '../inventory/value';

/** Those who invoke one execution at a time, or only as many as they have shards. */
const SLOW: readonly InvokerFact['via'][] = ['scheduler', 'cloudformation', 'secretsmanager', 'config', 'codedeploy', 'alarm'];

/** Every execution of a function holds its own connections. */
export const databaseConnections: Rule = {
  id: 'database-connections',
  severity: 'warning',
  title: 'A function that connects to a database has a bound on its executions, or a proxy in between',
  why: 'Every execution environment opens connections of its own and keeps them while it is warm. Under load a function without a bound '
    + 'takes all connections that the database has, and everybody else is refused.',
  remedy: 'Put an AWS::RDS::DBProxy in between, use the Data API, or set ReservedConcurrentExecutions.',
  inCdk: '`database.addProxy(...)` with `Access.connect(proxy, user)`, `reservedConcurrentExecutions`, or '
    + '`Access.executeStatements(cluster, secret)`.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html',
  keeping: connected({ ReservedConcurrentExecutions: 10 }),
  breaking: connected({}),

  *check(inventory) {
    const reach = new DatabaseReach(inventory);
    for (const one of inventory.functions) {
      const database = one.injectedBy === undefined ? reach.databaseOf(one) : undefined;
      if (!database || one.reserved.kind === 'known' || isBounded(one)) {
        continue;
      }
      if (isOpen(one.reserved) || !isInvokedHere(one)) {
        yield cannotTell(one, `It connects to ${database.logicalId}; how many executions may do so at the same time cannot be told.`);
      } else {
        yield finding(one, `It connects to ${database.logicalId} directly, and nothing bounds how many executions do so at the same time.`);
      }
    }
  },
};

function isInvokedHere(one: FunctionFact): boolean {
  return one.invokers.length > 0 || one.mappings.length > 0;
}

/** True when everything that invokes it starts few executions, or its queues have a maximum each. */
function isBounded(one: FunctionFact): boolean {
  const busy = one.invokers.filter(invoker => !SLOW.includes(invoker.via) && !isScheduled(invoker));
  const queues = one.mappings.filter(mapping => mapping.via !== 'kinesis' && mapping.via !== 'dynamodb');
  const limited = queues.every(mapping => mapping.maximumConcurrency.kind !== 'absent');
  return isInvokedHere(one) && busy.length === 0 && limited;
}

function isScheduled(invoker: InvokerFact): boolean {
  return invoker.resource.properties.has('ScheduleExpression') && !invoker.resource.properties.has('EventPattern');
}

function connected(properties: Readonly<Record<string, unknown>>): Rule['keeping'] {
  return {
    Resources: {
      Worker: lambdaFunction({ Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Orders', 'Endpoint.Address'] } } }, ...properties }),
      Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { Ref: 'Worker' }, AuthType: 'AWS_IAM' } },
      Orders: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } },
    },
  };
}
