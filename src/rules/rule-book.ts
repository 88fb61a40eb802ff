import { actionWildcard } from './action-wildcard';
import { alarmPermission } from './alarm-permission';
import { aliasBypassed } from './alias-bypassed';
import { asyncFailureDestination } from './async-failure-destination';
import { deliveryDlq } from './delivery-dlq';
import { deliveryPermission } from './delivery-permission';
import { dlqAlarm } from './dlq-alarm';
import { dlqKey } from './dlq-key';
import { dlqKind } from './dlq-kind';
import { dlqRetention } from './dlq-retention';
import { eventbridgeOff } from './eventbridge-off';
import { logRetention } from './log-retention';
import { mappingDisabled } from './mapping-disabled';
import { notificationOverlap } from './notification-overlap';
import { notificationOverwritten } from './notification-overwritten';
import { partialBatch } from './partial-batch';
import { policyOverwritten } from './policy-overwritten';
import { queueMaxReceive } from './queue-max-receive';
import { queueOverpull } from './queue-overpull';
import { queueRedrive } from './queue-redrive';
import { queueVisibility } from './queue-visibility';
import { recursion } from './recursion';
import { Rule } from './rule';
import { streamConsumers } from './stream-consumers';
import { streamFailureDestination } from './stream-failure-destination';
import { streamFailureKeepsRecord } from './stream-failure-keeps-record';
import { streamStartingPosition } from './stream-starting-position';
import { timeoutChain } from './timeout-chain';
import { workflowRetry } from './workflow-retry';

/** All rules, in the order in which the documentation shows them. */
export const RULE_BOOK: readonly Rule[] = [
  // Events are not lost
  asyncFailureDestination,
  deliveryDlq,
  deliveryPermission,
  queueRedrive,
  queueMaxReceive,
  queueOverpull,
  queueVisibility,
  partialBatch,
  streamFailureDestination,
  streamFailureKeepsRecord,
  streamStartingPosition,
  dlqRetention,
  dlqAlarm,
  dlqKind,
  dlqKey,
  alarmPermission,
  eventbridgeOff,
  notificationOverwritten,
  policyOverwritten,
  recursion,
  notificationOverlap,
  workflowRetry,
  mappingDisabled,
  streamConsumers,
  // Time
  timeoutChain,
  // Release
  aliasBypassed,
  // Access
  actionWildcard,
  // Operation, package, network
  logRetention,
];
