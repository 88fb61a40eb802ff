import { App, Stack } from 'aws-cdk-lib';
import { CloudConnection } from './cloud-connection';
import { DeployedStack } from './deployed-stack';
import { Deployer } from './deployer';
import { CloudLease, leaseCloud } from './shared-cloud';
import { uniqueName, withApp } from './test-app';

/** The embedded cloud as a test file uses it: leased before its first test, let go after its last. */
export class UsedCloud {
  private lease?: CloudLease;
  private made?: Deployer;

  public get connection(): CloudConnection {
    return this.leased.cloud;
  }

  public get deployer(): Deployer {
    return this.made ??= new Deployer(this.connection);
  }

  /** Deploys one stack under a name of its own. */
  public async deploy(prefix: string, build: (stack: Stack) => void): Promise<DeployedStack> {
    return this.deployStack(prefix, (app, name) => build(new Stack(app, name)));
  }

  /** Deploys one stack that a class makes, as an example's, under a name of its own. */
  public async deployStack(prefix: string, make: (app: App, name: string) => void): Promise<DeployedStack> {
    return withApp(app => make(app, uniqueName(prefix)), async assembly => (await this.deployer.deploy(assembly)).stack());
  }

  public async begin(): Promise<void> {
    this.lease = await leaseCloud();
  }

  public async end(): Promise<void> {
    this.made?.close();
    await this.lease?.release();
  }

  private get leased(): CloudLease {
    if (!this.lease) throw new Error('The embedded cloud must be used inside a test or a hook that runs after useCloud(), which leases it.');
    return this.lease;
  }
}

/** Leases the embedded cloud for the tests of a file, or of a `describe`. */
export function useCloud(): UsedCloud {
  const cloud = new UsedCloud();
  beforeAll(() => cloud.begin());
  afterAll(() => cloud.end());
  return cloud;
}
