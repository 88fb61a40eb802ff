/** What AWS asks of a queue that a function reads (AWS Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping"). */
export const QUEUE_ADVICE = {
  /** A queue hides a message this many times longer than one attempt may take, for Lambda tries again when it is throttled. */
  timesHidden: 6,
  /** A message is parked after this many receives at the earliest: throttled ones count. */
  fewestReceives: 5,
} as const;

/** How long a queue should hide its messages from a function with a timeout that gathers batches for a window; all in seconds. */
export function advisedVisibility(timeout: number, window: number): number {
  return QUEUE_ADVICE.timesHidden * timeout + window;
}
