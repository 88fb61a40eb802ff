import { QUOTAS } from '../reference/quotas';

/**
 * What Lambda allows a function to weigh and to ask for.
 *
 * Source: AWS Lambda Developer Guide, "Lambda quotas" and "Working with Lambda environment variables"; November 2026.
 * Functions on managed instances have limits of their own and are not judged by these.
 */
export const LIMITS = {
  /** Function and layers together, unzipped, for zip packages. */
  unzippedBytes: QUOTAS.unzipped.value,
  /** All environment variables of a function together. */
  environmentBytes: QUOTAS.environment.value,
  /** How an environment variable may be called. */
  environmentName: /^[a-zA-Z][a-zA-Z0-9_]+$/,
  memoryMegabytes: { least: QUOTAS.smallestMemory.value, most: QUOTAS.memory.value },
  timeoutSeconds: { least: 1, most: QUOTAS.timeout.value },
  subnets: QUOTAS.subnets.value,
  securityGroups: QUOTAS.securityGroups.value,
} as const;
