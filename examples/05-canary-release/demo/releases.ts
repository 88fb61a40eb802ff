import { join } from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CodeDeployListener, HookReport } from './code-deploy';
import { CloudConnection } from '../../../test/support/cloud/cloud-connection';
import { Deployer } from '../../../test/support/cloud/deployer';
import { synthesize } from '../../demo/synthesize';

/** What became of one version. */
export interface ReleasedVersion {
  readonly version: string;
  /** What the smoke test reported to CodeDeploy, and why. */
  readonly report: HookReport;
  readonly reason?: string;
  /** What traffic showed, where the smoke test let it through. */
  readonly rollbackAlarm?: string;
}

const CUSTOMERS = ['regular', 'regular', 'new'];
const ORDERS = 12;
/** How long an alarm may take until its state is believed. */
const SETTLED_MS = 3_000;

/** Releases one version after the other, and does what CodeDeploy would do: tests it, sends traffic, looks at the alarm. */
export class Releases {
  private readonly deployer: Deployer;
  private readonly functions: LambdaClient;
  private readonly watch: CloudWatchClient;

  /** @param folder where the assemblies of the versions are written */
  constructor(cloud: CloudConnection, private readonly folder: string, private readonly codeDeploy: CodeDeployListener) {
    this.deployer = new Deployer(cloud);
    this.functions = new LambdaClient(cloud.clientConfig());
    this.watch = new CloudWatchClient(cloud.clientConfig());
  }

  public async release(version: string): Promise<ReleasedVersion> {
    const folder = join(this.folder, version);
    await synthesize(join(__dirname, '..'), join('demo', 'app.ts'), folder, { version, codeDeployEndpoint: this.codeDeploy.endpoint });
    const { outputs } = (await this.deployer.deploy(folder)).stack();
    const event = { DeploymentId: `d-${version}`, LifecycleEventHookExecutionId: `${version}-before-traffic` };
    const { reason } = await this.invoke(outputs.Hook, event) as { reason?: string };
    const report = this.codeDeploy.reports.at(-1)!;
    if (report.status !== 'Succeeded') return { version, report, reason };
    await this.sendOrders(outputs.Live);
    return { version, report, rollbackAlarm: await this.stateOf(outputs.RollbackAlarm) };
  }

  public close(): void {
    [this.deployer, this.codeDeploy].forEach(each => 'close' in each ? each.close() : each.stop());
    [this.functions, this.watch].forEach(client => client.destroy());
  }

  private async sendOrders(live: string): Promise<void> {
    for (let order = 0; order < ORDERS; order += 1) {
      const body = JSON.stringify({ order, customer: CUSTOMERS[order % CUSTOMERS.length] });
      await this.invoke(live, { rawPath: '/orders', body });
    }
  }

  private async stateOf(alarm: string): Promise<string | undefined> {
    await new Promise(passed => setTimeout(passed, SETTLED_MS));
    const { MetricAlarms } = await this.watch.send(new DescribeAlarmsCommand({ AlarmNames: [alarm] }));
    return MetricAlarms?.[0]?.StateValue;
  }

  private async invoke(FunctionName: string, event: object): Promise<unknown> {
    const { Payload } = await this.functions.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
    return JSON.parse(Payload?.transformToString() || 'null');
  }
}
