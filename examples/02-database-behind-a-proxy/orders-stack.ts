import { join } from 'node:path';
import { Duration, Size, Stack, StackProps, aws_ec2 as ec2, aws_lambda as lambda, aws_rds as rds, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Concurrency, FunctionSecrets, Network, OperationsBudget, ProxyConnection, SteadfastFunction } from '../../src';

/** A function that asks a payment provider, with a key from Secrets Manager, and writes a database that is behind a proxy. */
export class OrdersStack extends Stack {
  public readonly fn: SteadfastFunction;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const database = new rds.DatabaseInstance(this, 'Database', {
      vpc,
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_18_3 }),
      databaseName: 'orders',
      storageEncrypted: true,
      publiclyAccessible: false,
      multiAz: true,
      iamAuthentication: true,
      deletionProtection: true,
      backupRetention: Duration.days(14),
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    });
    const proxy = database.addProxy('Proxy', { vpc, secrets: [database.secret!], iamAuth: true });

    this.fn = new SteadfastFunction(this, 'TakeOrder', {
      runtime: lambda.Runtime.PYTHON_3_14,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'handler')),
      network: Network.privateSubnets(vpc),
      concurrency: Concurrency.reserved(20),
      secrets: FunctionSecrets.cached({ secrets: { PROVIDER_SECRET: new secretsmanager.Secret(this, 'ProviderKey') } }),
    });
    new ProxyConnection({ proxy, user: 'orders_app', database: 'orders', maxClients: 20 }).connect(this.fn);
    this.fn.expects({
      requestsPerMonth: 2_000_000,
      averageDuration: Duration.millis(180),
      peakRequestsPerSecond: 25,
      logsPerRequest: Size.kibibytes(1),
      needs: { gpu: false, coldStartsAcceptable: true, operations: OperationsBudget.NONE },
    });
  }
}
