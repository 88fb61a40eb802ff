import { aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isReportedOn } from './made-elsewhere';
import { holdToBoundary } from './role-boundary';
import { answerInline } from '../acknowledgements/rights-answers';

/**
 * A role by which a service does what this library asks of it, within the boundary that was decided.
 *
 * Its rights stand in the role itself: they are there when whatever names the role begins to work, and they are no resource of their own.
 */
export class ServiceRole extends iam.Role {
  private readonly rights: iam.PolicyDocument;

  /** @param principal who may take the role */
  constructor(scope: Construct, id: string, principal: iam.IPrincipal) {
    const rights = new iam.PolicyDocument();
    super(scope, id, { assumedBy: principal, inlinePolicies: { Rights: rights } });
    this.rights = rights;
    holdToBoundary(this);
    answerInline(this);
  }

  /** What it is granted, by whomever. */
  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.rights.addStatements(statement);
    if (isReportedOn(this)) return super.addToPrincipalPolicy(statement);
    return { statementAdded: true, policyDependable: this };
  }
}
