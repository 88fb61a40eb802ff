import { basename } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { ensureBucket, uploadAssets } from './asset-upload';
import { CloudConnection } from './cloud-connection';
import { DeployedStack, Deployment } from './deployed-stack';
import { completeThroughApi } from './emulator-completions';
import { Adjustment, fitTemplate, Template } from './fit-template';
import { deleteStack, LARGEST_TEMPLATE_BODY, listResources, putStack, StackRequest } from './stack-operation';

/** Newer than any version a template may ask for. */
const BOOTSTRAP_VERSION = '30';

/** Deploys cloud assemblies (`cdk.out` folders) to an embedded cloud. */
export class Deployer {
  private readonly cloudFormation: CloudFormationClient;
  private readonly lambda: LambdaClient;
  private readonly s3: S3Client;
  private readonly ssm: SSMClient;
  private bootstrapped?: Promise<void>;

  public constructor(private readonly cloud: CloudConnection) {
    this.cloudFormation = new CloudFormationClient(cloud.clientConfig());
    this.lambda = new LambdaClient(cloud.clientConfig());
    this.s3 = new S3Client(cloud.clientConfig());
    this.ssm = new SSMClient(cloud.clientConfig());
  }

  /** Creates or updates every stack of the assembly, nested assemblies (stages) included, in the order of their dependencies. */
  public async deploy(assemblyFolder: string): Promise<Deployment> {
    await (this.bootstrapped ??= this.bootstrap());
    const stacks: DeployedStack[] = [];
    for (const artifact of stacksInOrder(assemblyFolder)) {
      stacks.push(await this.deployStack(artifact));
    }
    return new Deployment(stacks);
  }

  /** Deletes every stack of the assembly, the last one first. */
  public async destroy(assemblyFolder: string): Promise<void> {
    for (const artifact of stacksInOrder(assemblyFolder).reverse()) {
      await deleteStack(this.cloudFormation, artifact.stackName);
    }
  }

  /** Closes the connections; the cloud stays. */
  public close(): void {
    [this.cloudFormation, this.lambda, this.s3, this.ssm].forEach(client => client.destroy());
  }

  private get assetBucket(): string {
    return `cdk-hnb659fds-assets-${this.cloud.account}-${this.cloud.region}`;
  }

  private async bootstrap(): Promise<void> {
    await ensureBucket(this.s3, this.assetBucket);
    await this.ssm.send(new PutParameterCommand({
      Name: '/cdk-bootstrap/hnb659fds/version', Value: BOOTSTRAP_VERSION, Type: 'String', Overwrite: true,
    }));
  }

  private async deployStack(artifact: CloudFormationStackArtifact): Promise<DeployedStack> {
    const { template, adjustments } = fitTemplate(artifact.template as Template);
    const all: Adjustment[] = [...adjustments];
    await uploadAssets(this.s3, artifact, this.cloud, text => {
      const nested = fitTemplate(JSON.parse(text) as Template);
      all.push(...nested.adjustments);
      return JSON.stringify(nested.template);
    });
    const stack = await putStack(this.cloudFormation, {
      stackName: artifact.stackName,
      parameters: artifact.parameters,
      tags: artifact.tags,
      template: await this.passTemplate(artifact, template),
    });
    const resources = await listResources(this.cloudFormation, artifact.stackName);
    all.push(...await completeThroughApi(this.lambda, template, resources, stack.StackStatus === 'CREATE_COMPLETE'));
    const outputs = Object.fromEntries((stack.Outputs ?? []).map(output => [output.OutputKey!, output.OutputValue!]));
    return new DeployedStack(artifact.stackName, outputs, resources, all, logicalIdsByPath(artifact));
  }

  private async passTemplate(artifact: CloudFormationStackArtifact, template: Template): Promise<StackRequest['template']> {
    const body = JSON.stringify(template);
    if (Buffer.byteLength(body) <= LARGEST_TEMPLATE_BODY) {
      return { TemplateBody: body };
    }
    const key = `templates/${basename(artifact.templateFile)}`;
    await this.s3.send(new PutObjectCommand({ Bucket: this.assetBucket, Key: key, Body: body }));
    return { TemplateURL: `${this.cloud.endpoint}/${this.assetBucket}/${key}` };
  }
}

function stacksInOrder(assemblyFolder: string): CloudFormationStackArtifact[] {
  const waiting = [...new CloudAssembly(assemblyFolder).stacksRecursively];
  const ids = new Set(waiting.map(stack => stack.id));
  const ordered: CloudFormationStackArtifact[] = [];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const ready = waiting.findIndex(stack => stack.dependencies.every(({ id }) => !ids.has(id) || done.has(id)));
    if (ready < 0) {
      throw new Error(`The stacks of ${assemblyFolder} must not depend on each other in a circle: ${waiting.map(({ id }) => id).join(', ')}.`);
    }
    const [next] = waiting.splice(ready, 1);
    done.add(next.id);
    ordered.push(next);
  }
  return ordered;
}

function logicalIdsByPath(artifact: CloudFormationStackArtifact): Map<string, string> {
  return new Map(artifact.findMetadataByType('aws:cdk:logicalId').map(({ path, data }) => [path, String(data)]));
}
