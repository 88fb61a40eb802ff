import { join } from 'node:path';
import { CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseProxy } from 'aws-cdk-lib/aws-rds';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Concurrency, FunctionAlarms, Network, patterns, ProxyConnection, ScheduleTrigger, SteadfastDefaults, SteadfastNodejsFunction } from '../../src';

/** A database that is there already, and its proxy. */
export interface ExistingDatabase {
  readonly vpcId: string;
  readonly availabilityZones: string[];
  readonly privateSubnetIds: string[];
  readonly proxyName: string;
  readonly proxyArn: string;
  readonly proxyEndpoint: string;
  readonly proxySecurityGroupId: string;
  readonly port: number;
}

export interface CleanupStackProps extends StackProps {
  readonly database: ExistingDatabase;

  /** The topic that wakes the people who look after this. */
  readonly alarmTopicArn: string;

  /**
   * The file with the handler.
   *
   * @default - handler/cleanup.ts
   */
  readonly entry?: string;
}

/** How many of the proxy's clients this job may be. */
export const MOST_CLIENTS = 2;

/** Every night, orders older than 90 days move out of the database into compressed files in a bucket. */
export class CleanupStack extends Stack {
  public readonly cleanup: SteadfastNodejsFunction;
  public readonly job: patterns.ScheduledJob;

  constructor(scope: Construct, id: string, props: CleanupStackProps) {
    super(scope, id, props);
    const { database } = props;
    SteadfastDefaults.of(this).set({ alarmTopic: Topic.fromTopicArn(this, 'OnCall', props.alarmTopicArn) });
    this.cleanup = new SteadfastNodejsFunction(this, 'Cleanup', {
      entry: props.entry ?? join(__dirname, 'handler', 'cleanup.ts'),
      environment: { KEEP_DAYS: '90', ROWS_A_FILE: '1000' },
      memorySize: 512,
      timeout: Duration.minutes(10),
      network: Network.privateSubnets(Vpc.fromVpcAttributes(this, 'Vpc', database)),
      concurrency: Concurrency.reserved(MOST_CLIENTS),
      // It uses its time to the end and may wait for its turn: neither is worth a call at night.
      alarms: FunctionAlarms.essential(),
    });
    this.job = new patterns.ScheduledJob(this, 'Job', {
      schedule: new ScheduleTrigger(ScheduleExpression.cron({ hour: '2', minute: '30' })),
      job: this.cleanup,
      database: new ProxyConnection({
        proxy: DatabaseProxy.fromDatabaseProxyAttributes(this, 'Proxy', {
          dbProxyArn: database.proxyArn, dbProxyName: database.proxyName, endpoint: database.proxyEndpoint, securityGroups: [],
        }),
        securityGroup: SecurityGroup.fromSecurityGroupId(this, 'ProxyGroup', database.proxySecurityGroupId),
        port: database.port,
        user: 'orders_cleanup',
        database: 'orders',
        maxClients: MOST_CLIENTS,
      }),
      archive: patterns.JobArchive.newBucket(),
      report: patterns.JobReport.newTopic(),
    });

    new CfnOutput(this, 'ArchiveBucket', { value: this.job.archiveBucket!.bucketName });
    new CfnOutput(this, 'ReportTopic', { value: this.job.reportTopic!.topicArn });
  }
}
