/**
 * What the rules say of other people's shapes of templates, each finding judged by hand and true:
 * the samples are what frameworks' guides and generators produce, without alarms, log groups, destinations or authorization.
 */
export const JUDGED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'amplify-function.json': {
    'default-size': ['LambdaFunction'], 'function-alarms': ['LambdaFunction'], 'log-retention': ['LambdaFunction'], 'tracing': ['LambdaFunction'],
  },
  'chalice.json': {
    'function-alarms': ['APIHandler'],
    'log-retention': ['APIHandler'],
    'timeout-chain': ['APIHandler'],
    'tracing': ['APIHandler'],
    // One finding for `arn:*:logs:*:*:*`, not a second one by the rule on other functions' logs.
    'resource-wildcard': ['DefaultRole'],
    'public-invoke': ['RestAPI'],
  },
  'sam-crud-api.yaml': {
    // SAM's own policies are one line for both functions.
    'aws-managed-policy': ['GetItem'],
    'default-size': ['GetItem', 'PutItem'],
    'function-alarms': ['GetItem', 'PutItem'],
    'log-retention': ['GetItem', 'PutItem'],
    'tracing': ['GetItem', 'PutItem'],
    'public-invoke': ['GetItemGet', 'PutItemPut'],
  },
  'sam-event-driven.yaml': {
    'async-failure-destination': ['EveryHour', 'OnNotice', 'OnUpload'],
    'function-alarms': ['EveryHour', 'OnClick', 'OnNotice', 'OnOrder', 'OnUpload'],
    'log-retention': ['EveryHour', 'OnClick', 'OnNotice', 'OnOrder', 'OnUpload'],
    'tracing': ['EveryHour', 'OnClick', 'OnNotice', 'OnOrder', 'OnUpload'],
    'delivery-dlq': ['EveryHourHour', 'OnNoticeNotice'],
    'iterator-age-alarm': ['OnClick'],
    'partial-batch': ['OnClickClick', 'OnOrderOrder'],
    'stream-failure-destination': ['OnClickClick'],
    'stream-starting-position': ['OnClickClick'],
    'aws-managed-policy': ['OnOrder'],
    'queue-redrive': ['Orders'],
    'queue-visibility': ['Orders'],
  },
  'serverless-framework.yaml': {
    'function-alarms': ['HelloLambdaFunction', 'NightlyLambdaFunction'],
    'log-retention': ['HelloLambdaFunction', 'NightlyLambdaFunction'],
    'tracing': ['HelloLambdaFunction', 'NightlyLambdaFunction'],
    'public-invoke': ['HttpApiRouteGet'],
    // The role's log statement covers the groups of just the functions that share it: the sharing is the defect.
    'shared-role': ['IamRoleLambdaExecution'],
    'delivery-dlq': ['NightlyEventsRuleSchedule1'],
    'async-failure-destination': ['NightlyLambdaFunction'],
  },
  'SolutionsConstructsApi': {
    'default-size': ['ApiLambdaFunctionC9248D42'],
    'function-alarms': ['ApiLambdaFunctionC9248D42'],
    'log-retention': ['ApiLambdaFunctionC9248D42'],
    'other-functions-logs': ['ApiLambdaFunctionServiceRoleB57856E2'],
  },
  'SolutionsConstructsSchedule': {
    'delivery-dlq': ['NightlyEventsRule7C95594D'],
    'async-failure-destination': ['NightlyLambdaFunctionB9A24211'],
    'default-size': ['NightlyLambdaFunctionB9A24211'],
    'function-alarms': ['NightlyLambdaFunctionB9A24211'],
    'log-retention': ['NightlyLambdaFunctionB9A24211'],
    'other-functions-logs': ['NightlyLambdaFunctionServiceRoleBD825E99'],
  },
  'MonitoringConstructs': {
    'log-retention': ['ApiF70053CD', 'Worker11F36D0F'],
    'tracing': ['ApiF70053CD', 'Worker11F36D0F'],
    'aws-managed-policy': ['ApiServiceRole1BD550DA', 'WorkerServiceRole8543584E'],
    'public-invoke': ['HttpANYorders7C45ADEB'],
  },
};
