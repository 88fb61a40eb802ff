import { actionWildcard } from './action-wildcard';
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

/** All rules, in the order in which the documentation shows them. */
export const RULE_BOOK: readonly Rule[] = [
  // Events are not lost
  asyncFailureDestination,
  queueVisibility,
  dlqRetention,
  recursion,
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
