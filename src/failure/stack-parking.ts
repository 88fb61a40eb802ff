import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ParkingQueue } from './parking-queue';

const ID = 'SteadfastParking';

/**
 * The one queue of a stack where its functions park failed events and its rules park what they could not deliver.
 *
 * A parked message says itself where it comes from: a destination's record names the function and the reason,
 * a rule's dead letter carries the rule's ARN and the error code.
 */
export function stackParking(scope: IConstruct): ParkingQueue {
  return madeStackParking(scope) ?? new ParkingQueue(Stack.of(scope), ID);
}

/** The same, where something needed it already. */
export function madeStackParking(scope: IConstruct): ParkingQueue | undefined {
  return Stack.of(scope).node.tryFindChild(ID) as ParkingQueue | undefined;
}
