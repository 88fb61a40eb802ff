import { actionWildcard } from './action-wildcard';
import { aliasBypassed } from './alias-bypassed';
import { asyncFailureDestination } from './async-failure-destination';
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
  // Time
  timeoutChain,
  // Release
  aliasBypassed,
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
  functionAlarms,
  iteratorAgeAlarm,
  tracing,
];
