import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What the parts of a case share; made when the first of them asks for it. */
export function shared<T extends IConstruct>(stack: Stack, id: string, make: () => T): T {
  return (stack.node.tryFindChild(id) as IConstruct | undefined as T | undefined) ?? make();
}
