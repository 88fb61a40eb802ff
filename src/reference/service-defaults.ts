/** What AWS does where a resource says nothing, in seconds. */
export const SERVICE_DEFAULTS = {
  /** How long a function may run (AWS Lambda API Reference, CreateFunction). */
  functionTimeout: 3,
  /** How long a queue hides a message that was received (Amazon SQS API Reference, SetQueueAttributes). */
  queueVisibility: 30,
  /** How long a queue keeps a message (same page). */
  queueRetention: 345_600,
} as const;
