/**
 * What Lambda allows a function to weigh and to ask for.
 *
 * Source: AWS Lambda Developer Guide, "Lambda quotas" and "Working with Lambda environment variables"; November 2026.
 * Functions on managed instances have limits of their own and are not judged by these.
 */
export const LIMITS = {
  /** Function and layers together, unzipped, for zip packages. */
  unzippedBytes: 250 * 1024 * 1024,
  /** All environment variables of a function together. */
  environmentBytes: 4 * 1024,
  /** How an environment variable may be called. */
  environmentName: /^[a-zA-Z][a-zA-Z0-9_]+$/,
  memoryMegabytes: { least: 128, most: 10_240 },
  timeoutSeconds: { least: 1, most: 900 },
  subnets: 16,
  securityGroups: 5,
} as const;
