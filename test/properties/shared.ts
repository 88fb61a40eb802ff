import { Stack, aws_kms as kms } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What the parts of a case share; made when the first of them asks for it. */
export function shared<T extends IConstruct>(stack: Stack, id: string, make: () => T): T {
  return (stack.node.tryFindChild(id) as IConstruct | undefined as T | undefined) ?? make();
}

/** The customer key of a case. */
export function keyOf(stack: Stack): kms.Key {
  return shared(stack, 'Key', () => new kms.Key(stack, 'Key'));
}

/** One of some makes, by a number that shrinks to the first. */
export function oneOf<T>(variant: number, ...makes: (() => T)[]): T {
  return makes[variant % makes.length]();
}
