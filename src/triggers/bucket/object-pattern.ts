import { aws_events as events } from 'aws-cdk-lib';

/** Which objects a trigger is about. */
export interface ObjectFilter {
  /** What their keys start with. */
  readonly prefix?: string;
  /** What their keys end with. */
  readonly suffix?: string;
}

/** The event pattern for what happens to objects of a bucket. */
export function objectEvents(bucketName: string, happened: string[], filter: ObjectFilter): events.EventPattern {
  const key = keyPattern(filter);
  return {
    source: ['aws.s3'],
    detailType: happened,
    detail: { bucket: { name: [bucketName] }, ...(key ? { object: { key: [key] } } : {}) },
  };
}

/** A list of matchers means "any of them": where prefix and suffix must both hold, one wildcard says so. */
function keyPattern({ prefix, suffix }: ObjectFilter): object | undefined {
  if (prefix && suffix) return { wildcard: `${literally(prefix)}*${literally(suffix)}` };
  if (prefix) return { prefix };
  if (suffix) return { suffix };
  return undefined;
}

function literally(text: string): string {
  return text.replace(/[\\*]/g, character => `\\${character}`);
}
