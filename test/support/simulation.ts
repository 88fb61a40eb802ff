import { runSimulation } from '@cloud-copilot/iam-simulate';
import { Stack, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DeployedText } from './deployed-text';
import { statementsOf } from './roles';

/** What CDK gives every key: the account decides by its roles. */
const DEFAULT_KEY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${DeployedText.ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

/** Step Functions asks for the state machine, where the simulator's data knows no resource: the question is put as one about it. */
const ASKED_AS: Record<string, string> = {
  'states:SendTaskSuccess': 'states:DescribeStateMachine',
  'states:SendTaskFailure': 'states:ListExecutions',
  'states:SendTaskHeartbeat': 'states:UpdateStateMachine',
};

const asked = (text: string): string => text.replace(/states:SendTask\w+/g, action => ASKED_AS[action]);

/** A role as IAM would judge it, once its stack is deployed. */
export class Simulation {
  private readonly text: DeployedText;

  constructor(private readonly fn: lambda.IFunction | iam.Role, private readonly boundary?: unknown) {
    this.text = new DeployedText(Template.fromStack(Stack.of(fn)).toJSON());
  }

  /** Whether the function's role may do this to a resource, which is named by whatever the template would say of it. */
  public async allows(action: string, resource: unknown, suffix: string = '', context: Record<string, string> = {}): Promise<boolean> {
    const response = await runSimulation({
      request: {
        principal: `arn:aws:iam::${DeployedText.ACCOUNT}:role/Role`,
        action: asked(action),
        resource: { resource: `${this.text.of(Stack.of(this.fn).resolve(resource)).replace(/:\*$/, '')}${suffix}`, accountId: DeployedText.ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: [{ name: 'Policy', policy: { Version: '2012-10-17', Statement: this.statements() } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(this.boundary ? { permissionBoundaryPolicies: [{ name: 'Boundary', policy: this.boundary }] } : {}),
      ...(action.startsWith('kms:') ? { resourcePolicy: DEFAULT_KEY_POLICY } : {}),
    }, {});
    if (response.resultType === 'error') throw new Error(JSON.stringify(response.errors));
    return response.overallResult === 'Allowed';
  }

  private statements(): unknown {
    return JSON.parse(asked(JSON.stringify(this.text.within(statementsOf(this.fn)))));
  }
}
