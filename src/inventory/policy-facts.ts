import { Fact } from './fact';
import { Link, Properties, Value } from './model';

/** One statement of an IAM, key or resource policy. */
export interface Statement {
  /** The resource whose policy this is: role, policy, managed policy, queue policy, key, ... */
  readonly owner: Fact;
  readonly effect: Value<string>;
  readonly actions: readonly Value<string>[];
  readonly notActions: readonly Value<string>[];
  readonly resources: readonly Target[];
  readonly notResources: readonly Target[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  /** The `Condition` block as written; state `absent` when there is none. */
  readonly condition: Properties;
}

/** One entry of `Resource`: as text and as where it leads. */
export interface Target {
  readonly value: Value<string>;
  readonly link: Link;
}

/** One principal: `{ kind: 'Service', value: 'sns.amazonaws.com' }`; kind `*` for everybody. */
export interface Principal {
  readonly kind: string;
  readonly value: Value<string>;
}

export interface RoleFact extends Fact {
  /** Inline statements, those of `AWS::IAM::Policy` and of customer-managed policies that are attached here. */
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly ManagedPolicyUse[];
  /** The trust policy. */
  readonly trust: readonly Statement[];
  /** False when something is attached whose statements the templates do not show. */
  readonly complete: boolean;
  readonly boundary: Value<string>;
}

/** A managed policy attached to a role. */
export interface ManagedPolicyUse {
  readonly value: Value<string>;
  readonly link: Link;
  /** True for a policy that AWS owns (`arn:aws:iam::aws:policy/...`). */
  readonly byAws: boolean;
  /** True for a policy that SAM attaches on its own, whatever the template says. */
  readonly bySam: boolean;
}
