import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DeployedText } from './deployed-text';

type Rendered = { Type: string; Properties: Record<string, unknown> };

/** What services may do to the resources of a stack by the policies of those resources, once the stack is deployed. */
export class ServiceSimulation {
  private readonly text: DeployedText;
  private readonly resources: Rendered[];

  constructor(private readonly stack: Stack) {
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, Rendered> };
    this.text = new DeployedText(template);
    this.resources = Object.values(template.Resources);
  }

  /** Whether a service may do this to a queue or a function, on whose behalf the context says. */
  public async allows(service: string, action: string, resource: unknown, context: Record<string, string>): Promise<boolean> {
    const asked = this.text.of(this.stack.resolve(resource));
    const response = await runSimulation({
      request: { principal: service, action, resource: { resource: asked, accountId: DeployedText.ACCOUNT }, contextVariables: context },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: { Version: '2012-10-17', Statement: [...this.ofQueues(), ...this.ofFunctions()].filter(statement => statement.Resource === asked) },
    }, {});
    if (response.resultType === 'error') throw new Error(JSON.stringify(response.errors));
    return response.overallResult === 'Allowed';
  }

  private ofQueues(): { Resource: unknown }[] {
    return this.of('AWS::SQS::QueuePolicy')
      .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: object[] }).Statement)
      .map(statement => this.text.within(statement) as { Resource: unknown });
  }

  /** A permission is a statement of the function's policy, written otherwise. */
  private ofFunctions(): { Resource: unknown }[] {
    return this.of('AWS::Lambda::Permission').map(permission => {
      const { Action, FunctionName, Principal, SourceArn, SourceAccount } = this.text.within(permission) as Record<string, string | undefined>;
      return {
        Effect: 'Allow',
        Action,
        Principal: { Service: Principal },
        Resource: FunctionName,
        Condition: {
          ...(SourceArn ? { ArnLike: { 'aws:SourceArn': SourceArn } } : {}),
          ...(SourceAccount ? { StringEquals: { 'aws:SourceAccount': SourceAccount } } : {}),
        },
      };
    });
  }

  private of(type: string): Record<string, unknown>[] {
    return this.resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
  }
}
