import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { answerFor } from './fake-client';
import { RowSender } from '../../../examples/01-bucket-pipeline/handler/row-sender';

type Batch = SendMessageBatchCommandInput;

const refused = jest.fn(async () => undefined);

function sender(): RowSender {
  return new RowSender(new SQSClient({ region: 'us-east-1' }), 'https://queue', refused);
}

function ids({ Entries }: Batch): string[] {
  return Entries!.map(({ Id }) => Id!);
}

async function sendAll(target: RowSender, count: number, body = 'x'): Promise<void> {
  for (let line = 1; line <= count; line++) {
    await target.send({ line, body });
  }
  await target.finish();
}

afterEach(() => {
  jest.restoreAllMocks();
});

test('fills batches up to ten messages', async () => {
  const calls = answerFor(SQSClient, ({ input }) => ({ Successful: ids(input as unknown as Batch).map(Id => ({ Id })) }));
  const target = sender();
  await sendAll(target, 25);
  expect(calls.map(({ input }) => ids(input as unknown as Batch).length)).toEqual([10, 10, 5]);
  expect(target.accepted).toBe(25);
});

test('fills batches up to one mebibyte', async () => {
  const calls = answerFor(SQSClient, ({ input }) => ({ Successful: ids(input as unknown as Batch).map(Id => ({ Id })) }));
  await sendAll(sender(), 5, 'é'.repeat(262_144));
  expect(calls.map(({ input }) => ids(input as unknown as Batch).length)).toEqual([2, 2, 1]);
});

test('keeps several batches in flight, and not more than eight', async () => {
  let inFlight = 0;
  let most = 0;
  answerFor(SQSClient, async ({ input }) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await sleep(2);
    inFlight -= 1;
    return { Successful: ids(input as unknown as Batch).map(Id => ({ Id })) };
  });
  await sendAll(sender(), 300);
  expect(most).toBe(8);
});

test('sends again what a batch response names as failed, or does not name at all', async () => {
  const answers = [
    { Successful: [{ Id: 'line-1' }], Failed: [{ Id: 'line-2', SenderFault: false, Code: 'InternalError' }] },
    { Successful: [{ Id: 'line-2' }, { Id: 'line-3' }] },
  ];
  const calls = answerFor(SQSClient, () => answers.shift());
  const target = sender();
  await sendAll(target, 3);
  expect(calls.map(({ input }) => ids(input as unknown as Batch))).toEqual([['line-1', 'line-2', 'line-3'], ['line-2', 'line-3']]);
  expect(target.accepted).toBe(3);
});

test('tells of a message that the queue will never take', async () => {
  answerFor(SQSClient, () => ({ Successful: [{ Id: 'line-1' }], Failed: [{ Id: 'line-2', SenderFault: true, Code: 'Invalid', Message: 'no' }] }));
  const target = sender();
  await sendAll(target, 2);
  expect(refused.mock.calls).toEqual([[2, 'the queue refuses it: Invalid no']]);
  expect(target.accepted).toBe(1);
});

test('fails when the queue goes on not taking a message', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
  answerFor(SQSClient, () => ({ Failed: [{ Id: 'line-1', SenderFault: false, Code: 'InternalError' }] }));
  await expect(sendAll(sender(), 1)).rejects.toThrow('The queue did not take 1 messages in 6 attempts');
});

test('fails when a call fails, at the latest in the end', async () => {
  answerFor(SQSClient, () => { throw new Error('AccessDenied'); });
  await expect(sendAll(sender(), 11)).rejects.toThrow('AccessDenied');
});
