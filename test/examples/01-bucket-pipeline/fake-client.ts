/** What a client of the AWS SDK has in common with every other. */
interface Sender {
  send(command: unknown): unknown;
}

/** A call that a client was asked to make. */
export interface Call {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

/** Lets every client of a class answer from a function, and keeps the calls. */
export function answerFor(clientClass: { readonly prototype: Sender }, answer: (call: Call) => unknown): Call[] {
  const calls: Call[] = [];
  jest.spyOn(clientClass.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { constructor, input } = command as { constructor: { name: string }; input: Call['input'] };
    const call = { name: constructor.name, input };
    calls.push(call);
    return answer(call);
  });
  return calls;
}
