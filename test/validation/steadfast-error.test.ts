import { App, Lazy, Stack } from 'aws-cdk-lib';
import { SteadfastError, requireThat } from '../../src/validation/steadfast-error';

const REFUSAL = { must: 'A number must be even', given: '3', remedy: 'Choose 2 or 4.' };

test('a refusal says where, what must hold, what was given and what to do', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => requireThat(stack, false, REFUSAL)).toThrow(new SteadfastError(stack, REFUSAL));
  expect(new SteadfastError(stack, REFUSAL).message).toBe('Stack: A number must be even; given: 3. Choose 2 or 4.');
});

test('an app is called App, and what is refused before there is a construct by its name', () => {
  expect(new SteadfastError(new App(), REFUSAL).message).toMatch(/^App: /);
  expect(new SteadfastError('Logs', REFUSAL).message).toMatch(/^Logs: /);
});

test('nothing is refused while a value is known at deployment only', () => {
  const stack = new Stack(new App(), 'Stack');
  const later = Lazy.number({ produce: () => 3 });
  expect(() => requireThat(stack, false, REFUSAL, 2, later)).not.toThrow();
  expect(() => requireThat(stack, false, REFUSAL, 2, 3)).toThrow(SteadfastError);
});
