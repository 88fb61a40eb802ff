import { actionWildcard } from './action-wildcard';
import { alarmPermission } from './alarm-permission';
import { aliasBypassed } from './alias-bypassed';
import { asyncFailureDestination } from './async-failure-destination';
import { asyncLimits } from './async-limits';
import { awsManagedPolicy } from './aws-managed-policy';
import { canaryAlarmMixesVersions } from './canary-alarm-mixes-versions';
import { canaryWithoutAlarm } from './canary-without-alarm';
import { concurrencyBudget } from './concurrency-budget';
import { databaseConnections } from './database-connections';
import { defaultSize } from './default-size';
import { deliveryDlq } from './delivery-dlq';
import { deliveryPermission } from './delivery-permission';
import { dlqAlarm } from './dlq-alarm';
import { dlqKey } from './dlq-key';
import { dlqKind } from './dlq-kind';
import { dlqRetention } from './dlq-retention';
import { edgeLimits } from './edge-limits';
import { environmentSize } from './environment-size';
import { eventbridgeOff } from './eventbridge-off';
import { failurePermission } from './failure-permission';
import { filters } from './filters';
import { functionAlarms } from './function-alarms';
import { invokeWithoutSource } from './invoke-without-source';
import { isolatedNetwork } from './isolated-network';
import { iteratorAgeAlarm } from './iterator-age-alarm';
import { layers } from './layers';
import { logRetention } from './log-retention';
import { mappingDisabled } from './mapping-disabled';
import { mappingLimits } from './mapping-limits';
import { mappingPermission } from './mapping-permission';
import { networkSize } from './network-size';
import { notificationOverlap } from './notification-overlap';
import { notificationOverwritten } from './notification-overwritten';
import { otherFunctionsLogs } from './other-functions-logs';
import { partialBatch } from './partial-batch';
import { policyOverwritten } from './policy-overwritten';
import { provisionedOverReserved } from './provisioned-over-reserved';
import { publicInvoke } from './public-invoke';
import { queueMaxReceive } from './queue-max-receive';
import { queueOverpull } from './queue-overpull';
import { queueRedrive } from './queue-redrive';
import { queueVisibility } from './queue-visibility';
import { recursion } from './recursion';
import { resourcePolicySize } from './resource-policy-size';
import { resourceWildcard } from './resource-wildcard';
import { Rule } from './rule';
import { runtimeEndOfLife } from './runtime-end-of-life';
import { scheduleOverlap } from './schedule-overlap';
import { secretInEnvironment } from './secret-in-environment';
import { sharedRole } from './shared-role';
import { sizeScope } from './size-scope';
import { snapstartConflict } from './snapstart-conflict';
import { sourceOverReserved } from './source-over-reserved';
import { stackSize } from './stack-size';
import { streamConsumers } from './stream-consumers';
import { streamFailureDestination } from './stream-failure-destination';
import { streamFailureKeepsRecord } from './stream-failure-keeps-record';
import { streamStartingPosition } from './stream-starting-position';
import { timeoutChain } from './timeout-chain';
import { timeoutWall } from './timeout-wall';
import { tracing } from './tracing';
import { urlPermission } from './url-permission';
import { versionPinned } from './version-pinned';
import { weightedProvisioned } from './weighted-provisioned';
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
  // Concurrency and connections
  provisionedOverReserved,
  concurrencyBudget,
  sourceOverReserved,
  snapstartConflict,
  weightedProvisioned,
  databaseConnections,
  // Time
  timeoutChain,
  timeoutWall,
  scheduleOverlap,
  defaultSize,
  // Release
  aliasBypassed,
  canaryWithoutAlarm,
  canaryAlarmMixesVersions,
  versionPinned,
  // Access
  actionWildcard,
  resourceWildcard,
  awsManagedPolicy,
  sharedRole,
  otherFunctionsLogs,
  invokeWithoutSource,
  publicInvoke,
  urlPermission,
  secretInEnvironment,
  resourcePolicySize,
  mappingPermission,
  failurePermission,
  // Operation, package, network
  logRetention,
  functionAlarms,
  iteratorAgeAlarm,
  tracing,
  runtimeEndOfLife,
  environmentSize,
  layers,
  filters,
  mappingLimits,
  asyncLimits,
  sizeScope,
  stackSize,
  networkSize,
  isolatedNetwork,
  edgeLimits,
];
