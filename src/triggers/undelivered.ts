import { IConstruct } from 'constructs';
import { letSend } from './sending-right';
import { ParkingQueue } from '../failure/parking-queue';
import { stackParking } from '../failure/stack-parking';
import { alarmWhenParked } from '../observability/parked-alarm';

/** A service that delivers events by itself, and parks those that it could not deliver. */
export interface DeliveringService {
  /** The service that sends. */
  readonly service: string;
  /** What the ARNs of those look like on whose behalf it sends. */
  readonly senders: string;
  /** The account of the senders, where the service states it. */
  readonly account?: string;
}

/** The parking queue of a stack, alarmed: for a service that sends with a role of its own. */
export function parkingOf(scope: IConstruct): ParkingQueue {
  const parking = stackParking(scope);
  alarmWhenParked(parking);
  return parking;
}

/**
 * The parking queue of a stack, opened to a service.
 *
 * One statement for all senders of a kind (a policy keeps the same statement once): a queue policy holds at most 20 (Amazon SQS quotas).
 */
export function parkUndelivered(scope: IConstruct, { service, senders, account }: DeliveringService): ParkingQueue {
  const parking = parkingOf(scope);
  letSend(parking, service, { ArnLike: { 'aws:SourceArn': senders }, ...(account ? { StringEquals: { 'aws:SourceAccount': account } } : {}) });
  return parking;
}
