/** Monthly quantities that a workload file may state for a resource, by its type, and what each counts. */
export const RESOURCE_QUANTITIES = {
  'AWS::ApiGateway::RestApi': { requests: 'requests' },
  'AWS::ApiGatewayV2::Api': { requests: 'requests, or messages of a WebSocket API' },
  'AWS::SQS::Queue': { requests: 'API requests of all kinds: sends, receives, deletes; a batch is one' },
  'AWS::SNS::Topic': { publishes: 'publishes' },
  'AWS::Events::EventBus': { events: 'custom events, each begun 64 KB' },
  'AWS::Scheduler::Schedule': { invocations: 'invocations' },
  'AWS::S3::Bucket': { events: 'events sent to EventBridge', puts: 'PUT, COPY, POST and LIST requests', gets: 'GET and other requests', storedGb: 'GB stored' },
  'AWS::DynamoDB::Table': { writes: 'write units', reads: 'read units', storedGb: 'GB stored' },
  'AWS::DynamoDB::GlobalTable': { writes: 'write units', reads: 'read units', storedGb: 'GB stored' },
  'AWS::Kinesis::Stream': { puts: 'put units of 25 KB', inGb: 'GB in, on demand', outGb: 'GB out, on demand' },
  'AWS::StepFunctions::StateMachine': { transitions: 'state transitions, standard', executions: 'executions, express', gbSeconds: 'GB-s of executions, express' },
  'AWS::SecretsManager::Secret': { calls: 'API calls' },
  'AWS::KMS::Key': { requests: 'API requests, those of services that encrypt with it included' },
  'AWS::EC2::NatGateway': { dataGb: 'GB of data' },
  'AWS::EC2::VPCEndpoint': { dataGb: 'GB of data' },
  'AWS::RDS::DBProxy': { vcpus: 'vCPUs of the database behind it' },
  'AWS::Logs::LogGroup': { inGb: 'GB written', storedGb: 'GB stored, compressed' },
} satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

type Names<T> = T extends unknown ? keyof T : never;

/** A monthly quantity of a resource. */
export type QuantityName = Names<typeof RESOURCE_QUANTITIES[keyof typeof RESOURCE_QUANTITIES]>;

/** The quantities that a resource of a type may have; none for types that the cost sheet does not price by quantity. */
export function quantitiesOf(type: string): readonly string[] {
  const all: Readonly<Record<string, Readonly<Record<string, string>>>> = RESOURCE_QUANTITIES;
  return Object.prototype.hasOwnProperty.call(all, type) ? Object.keys(all[type]) : [];
}
