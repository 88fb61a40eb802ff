import { actionWildcard } from './action-wildcard';
import { alarmPermission } from './alarm-permission';
import { aliasBypassed } from './alias-bypassed';
import { asyncFailureDestination } from './async-failure-destination';
import { canaryAlarmMixesVersions } from './canary-alarm-mixes-versions';
import { canaryWithoutAlarm } from './canary-without-alarm';
import { concurrencyBudget } from './concurrency-budget';
import { databaseConnections } from './database-connections';
import { defaultSize } from './default-size';
import { dlqRetention } from './dlq-retention';
import { edgeLimits } from './edge-limits';
import { environmentSize } from './environment-size';
import { filters } from './filters';
import { isolatedNetwork } from './isolated-network';
import { layers } from './layers';
import { logRetention } from './log-retention';
import { provisionedOverReserved } from './provisioned-over-reserved';
import { awsManagedPolicy } from './aws-managed-policy';
import { dlqRetention } from './dlq-retention';
import { functionAlarms } from './function-alarms';
import { invokeWithoutSource } from './invoke-without-source';
import { iteratorAgeAlarm } from './iterator-age-alarm';
import { logRetention } from './log-retention';
import { mappingPermission } from './mapping-permission';
import { otherFunctionsLogs } from './other-functions-logs';
import { publicInvoke } from './public-invoke';
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
import { resourcePolicySize } from './resource-policy-size';
import { resourceWildcard } from './resource-wildcard';
import { Rule } from './rule';
import { runtimeEndOfLife } from './runtime-end-of-life';
import { scheduleOverlap } from './schedule-overlap';
import { sizeScope } from './size-scope';
import { snapstartConflict } from './snapstart-conflict';
import { sourceOverReserved } from './source-over-reserved';
import { timeoutChain } from './timeout-chain';
import { timeoutWall } from './timeout-wall';
import { versionPinned } from './version-pinned';
import { weightedProvisioned } from './weighted-provisioned';
import { secretInEnvironment } from './secret-in-environment';
import { sharedRole } from './shared-role';
import { timeoutChain } from './timeout-chain';
import { tracing } from './tracing';
import { urlPermission } from './url-permission';
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
  // Concurrency and connections
  provisionedOverReserved,
  concurrencyBudget,
  sourceOverReserved,
  snapstartConflict,
  weightedProvisioned,
  databaseConnections,
  notificationOverlap,
  workflowRetry,
  mappingDisabled,
  streamConsumers,
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
  // Operation, package, network
  logRetention,
  runtimeEndOfLife,
  environmentSize,
  layers,
  filters,
  sizeScope,
  isolatedNetwork,
  edgeLimits,
  functionAlarms,
  iteratorAgeAlarm,
  tracing,
];
