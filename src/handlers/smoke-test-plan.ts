/** What is asked of a version before it sees traffic; a hook finds it in its environment. */
export interface SmokeTestPlan {
  /** The event that the version is invoked with. */
  readonly payload: unknown;
  /** Whether the version answers requests: its answer then has a status and a body. */
  readonly request: boolean;
  /** What the answer must hold: every named member, and whatever else. */
  readonly result?: unknown;
  /** What the body of the answer must hold, read as JSON where it is JSON. */
  readonly body?: unknown;
  /** How long the version may take, in milliseconds. */
  readonly timeout: number;
}

/** What came back from a version. */
export interface Answer {
  /** Set by Lambda where the version threw, ran out of memory or out of its own time. */
  readonly functionError?: string;
  /** What was returned, as text. */
  readonly text: string;
}

/** The first thing that is wrong with an answer; nothing where it is right. */
export function complaint(plan: SmokeTestPlan, answer: Answer): string | undefined {
  if (answer.functionError) return `the version failed (${answer.functionError}): ${answer.text}`;
  const returned = parsed(answer.text);
  const result = plan.request ? asResponse(returned) : returned;
  return mismatch('result', plan.result, result)
    ?? mismatch('body', plan.body, parsed((result as { body?: unknown } | undefined)?.body));
}

/** An HTTP API takes what has no status for the body of a 200 (payload format 2.0). */
function asResponse(returned: unknown): unknown {
  const isResponse = typeof returned === 'object' && returned !== null && 'statusCode' in returned;
  return isResponse ? returned : { statusCode: 200, body: returned };
}

/** Where an actual value first lacks what was expected of it. */
function mismatch(where: string, expected: unknown, actual: unknown): string | undefined {
  if (expected === undefined) return undefined;
  if (typeof expected !== 'object' || expected === null) {
    return expected === actual ? undefined : `${where} must be ${JSON.stringify(expected)}, and is ${JSON.stringify(actual)}`;
  }
  if (Array.isArray(expected) && !(Array.isArray(actual) && actual.length === expected.length)) {
    return `${where} must be a list of ${expected.length}, and is ${JSON.stringify(actual)}`;
  }
  const members = (actual ?? {}) as Record<string, unknown>;
  return Object.entries(expected)
    .map(([name, value]) => mismatch(`${where}.${name}`, value, members[name]))
    .find(found => found !== undefined);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
