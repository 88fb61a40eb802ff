import { MapLink } from './event-map';
import { Nodes } from './nodes';
import { FunctionFact } from '../inventory/function-facts';
import { Inventory } from '../inventory/inventory';
import { Link, Resource } from '../inventory/model';
import { Statement } from '../inventory/policy-facts';
import { covers } from '../reference/action-pattern';

interface StoreActions {
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

/** What a function does to hand something on, or to look something up. */
const STORES: Readonly<Record<string, StoreActions>> = {
  sqs: { writes: ['sqs:SendMessage'], reads: [] },
  sns: { writes: ['sns:Publish'], reads: [] },
  s3: { writes: ['s3:PutObject', 's3:DeleteObject'], reads: ['s3:GetObject'] },
  dynamodb: {
    writes: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
    reads: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:BatchGetItem'],
  },
  kinesis: { writes: ['kinesis:PutRecord', 'kinesis:PutRecords'], reads: [] },
  firehose: { writes: ['firehose:PutRecord', 'firehose:PutRecordBatch'], reads: [] },
  events: { writes: ['events:PutEvents'], reads: [] },
  states: { writes: ['states:StartExecution', 'states:StartSyncExecution'], reads: [] },
  lambda: { writes: ['lambda:InvokeFunction'], reads: [] },
};

/** What the roles of functions let them write to and read from, one link for each. */
export function storeLinks(inventory: Inventory, nodes: Nodes): readonly MapLink[] {
  return inventory.functions.all.flatMap(one => {
    const parking = parkingOf(one);
    const links = (inventory.roleOf(one)?.statements ?? []).flatMap(statement => reached(statement, inventory, nodes, parking));
    return links.map(([to, does]): MapLink => ({ from: nodes.of(one.resource), to, does }));
  });
}

function reached(statement: Statement, inventory: Inventory, nodes: Nodes, parking: ReadonlySet<Resource>): readonly (readonly [to: string, does: MapLink['does']])[] {
  if (statement.effect.known !== 'Allow') {
    return [];
  }
  return statement.resources.flatMap(({ link }) => {
    const store = link.service === undefined ? undefined : STORES[link.service];
    if (!store || !link.resource || parking.has(link.resource)) {
      return [];
    }
    const to = nodes.of(invoked(link, inventory) ?? link.resource);
    const does = (actions: readonly string[]): boolean => statement.actions.some(one => actions.some(action => covers(one.written, action)));
    return [...(does(store.writes) ? [[to, 'writes'] as const] : []), ...(does(store.reads) ? [[to, 'reads'] as const] : [])];
  });
}

/** The function behind an alias or version. */
function invoked(link: Link, { aliases, versions }: Inventory): Resource | undefined {
  return (aliases.at(link) ?? versions.at(link))?.target.function?.resource;
}

/** Where Lambda parks in the function's name: the right is the function's, the way is not. */
function parkingOf(one: FunctionFact): ReadonlySet<Resource> {
  const links = [one.deadLetter, ...one.asyncConfigs.map(config => config.onFailure), ...one.mappings.map(mapping => mapping.onFailure)];
  return new Set(links.flatMap(link => (link.resource ? [link.resource] : [])));
}
