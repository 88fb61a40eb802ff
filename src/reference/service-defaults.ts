/** What AWS does where a resource says nothing. */
export const SERVICE_DEFAULTS = {
  /** Seconds that a function may run (AWS Lambda API Reference, CreateFunction). */
  functionTimeout: 3,
  /** MB of memory (same page). */
  functionMemory: 128,
  /** MB of /tmp (same page). */
  functionStorage: 512,
  /** Seconds that a queue hides a message that was received (Amazon SQS API Reference, SetQueueAttributes). */
  queueVisibility: 30,
  /** Seconds that a queue keeps a message (same page). */
  queueRetention: 345_600,
  /** Seconds that an application load balancer leaves a connection idle (Elastic Load Balancing, "Edit attributes for your Application Load Balancer"). */
  loadBalancerIdle: 60,
} as const;
