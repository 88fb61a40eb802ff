import { aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { PolicyReader } from './policy-reader';
import { SteadfastError } from '../validation/steadfast-error';

/**
 * Everything the role behind a function may do, as lines to read and to pin in a test, so that growth fails it.
 *
 * One line for each effect, action, resource and condition, sorted. A resource of the app is written as its path: `${Bucket.Arn}/incoming/*`.
 * Rights that other accounts or resource policies give are not the role's and do not appear.
 */
export class RoleRights {
  /**
   * The rights of a function, a role or whoever else acts through a role of this app.
   *
   * Ask when the app is complete: rights are read at the moment of the call.
   * @throws when the grantee's role is imported or made elsewhere (`iam.Role.customizeRoles`), and its policies are not in this app
   */
  public static of(grantee: iam.IGrantable): RoleRights {
    const role = grantee.grantPrincipal;
    if (role instanceof iam.Role && role.node.defaultChild) return new RoleRights(new PolicyReader(role).lines());
    throw new SteadfastError('node' in grantee ? (grantee as unknown as IConstruct) : 'RoleRights', {
      must: 'Rights can be read of a role that is defined in this app',
      given: 'a role that is imported or made elsewhere, or none at all',
      remedy: 'Ask about the role in the app that defines it.',
    });
  }

  private constructor(
    /** The rights, one a line, sorted. */
    public readonly lines: string[],
  ) {}

  /** The rights as one text. */
  public toString(): string {
    return this.lines.join('\n');
  }
}
