import { FunctionFact, MappingFact } from '../../inventory/function-facts';
import { Inventory } from '../../inventory/inventory';
import { sameTarget } from '../../inventory/link';
import { Link } from '../../inventory/model';
import { Statement } from '../../inventory/policy-facts';

/** Rights that Lambda uses itself, outside of the function's network, or that lead into the VPC. */
const NOT_CALLED: readonly string[] = ['logs', 'xray', 'ec2', 'kms', 'elasticfilesystem', 'rds-db', 'iam', 'sts', 'elasticache', 'kafka-cluster', 'kafka', 'mq', 'docdb-elastic'];

/** The endpoint that a service's calls go to, where its name differs from the prefix of its actions. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring', kinesis: 'kinesis-streams', firehose: 'kinesis-firehose', ses: 'email', appsync: 'appsync-api', bedrock: 'bedrock-runtime',
};

/** Actions of the pollers of mappings, which run outside of the function's network. */
const POLLED: readonly RegExp[] = [
  /^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|GetQueueUrl|ChangeMessageVisibility)$/i,
  /^kinesis:(Get|Describe|List|SubscribeToShard)/i,
  /^dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/i,
];

/** Actions by which Lambda delivers failures. */
const DELIVERED = /^(sqs:SendMessage|sqs:GetQueueAttributes|sqs:GetQueueUrl|sns:Publish|events:PutEvents|lambda:InvokeFunction|s3:PutObject|s3:ListBucket)$/i;

/** The services that a function's role lets it call, by the names of their VPC endpoints; sorted. */
export function callsOf(one: FunctionFact, inventory: Inventory): readonly string[] {
  const role = inventory.roleOf(one);
  const parked = [
    one.deadLetter,
    ...one.asyncConfigs.flatMap(config => [config.onFailure, config.onSuccess]),
    ...one.mappings.map(mapping => mapping.onFailure),
  ];
  const allowed = role?.statements.filter(statement => statement.effect.known === 'Allow') ?? [];
  const services = allowed.flatMap(statement => servicesOf(statement, one.mappings, parked));
  return [...new Set(services)].sort();
}

function servicesOf(statement: Statement, mappings: readonly MappingFact[], parked: readonly Link[]): readonly string[] {
  const toParking = statement.resources.length > 0 && statement.resources.every(target => parked.some(place => sameTarget(target.link, place)));
  return statement.actions.flatMap(({ known }) => {
    const [, service] = /^([a-z0-9-]+):/i.exec(known ?? '') ?? [];
    const byLambda = known !== undefined
      && ((mappings.length > 0 && POLLED.some(pattern => pattern.test(known))) || (toParking && DELIVERED.test(known)));
    return service === undefined || byLambda || NOT_CALLED.includes(service) ? [] : [ENDPOINTS[service] ?? service];
  });
}
