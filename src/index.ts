export * from './access/access';
export * from './access/role-rights';
export * from './concurrency/concurrency';
export * from './concurrency/provisioned-concurrency-options';
export * from './defaults/steadfast-defaults';
export * from './failure/failure-path';
export * from './function/proxy-connection';
export * from './function/steadfast-function';
export * from './function/steadfast-function-options';
export * from './function/steadfast-nodejs-function';
export * from './network/network';
export * from './network/network-egress';
export * from './observability/function-alarms';
export * from './secrets/function-secrets';
export * from './triggers/bucket-trigger';
export * from './triggers/queue-trigger';

export * as patterns from './patterns';
