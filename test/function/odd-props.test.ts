import { Duration, Fn, Stack, Token, aws_ec2 as ec2, aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Concurrency, FailurePath, FunctionAlarm, FunctionAlarms, FunctionSecrets, Network, NetworkEgress, patterns, SteadfastDefaults } from '../../src';
import { SteadfastError } from '../../src/validation/steadfast-error';
import { stackWith, steadfastFunction } from '../support/stacks';

/* What test/properties found: each was an exception from inside CDK, an opt-out without a word, or something odd in the template. */

const LATER = Token.asNumber(Fn.importValue('count'));

let stack: Stack;
beforeEach(() => { stack = stackWith(); });

test.each<[string, (reason: string) => unknown]>([
  ['FailurePath.callerHandles', reason => FailurePath.callerHandles(reason)],
  ['FailurePath.dropBecause', reason => FailurePath.dropBecause(reason)],
  ['Concurrency.stopped', reason => Concurrency.stopped(reason)],
  ['FunctionAlarms.none', reason => FunctionAlarms.none(reason)],
  ['FunctionAlarms.without', reason => FunctionAlarms.standard().without(FunctionAlarm.DURATION, reason)],
  ['Network.none', reason => Network.none(reason)],
  ['NetworkEgress.anywhere', reason => NetworkEgress.anywhere(reason)],
  ['ApiAuthorization.none', reason => patterns.ApiAuthorization.none(reason)],
])('%s wants a reason that says something', (name, optOut) => {
  for (const reason of ['', ' \n']) expect(() => optOut(reason)).toThrow(`${name}: An opt-out must say why it is right; given: an empty reason.`);
  expect(() => optOut('nobody waits')).not.toThrow();
  expect(() => optOut(Fn.importValue('reason'))).not.toThrow();
});

describe('a network', () => {
  test.each([
    ['public subnets', { subnetType: ec2.SubnetType.PUBLIC }, 'given: public subnets'],
    ['subnets that the VPC has not', { subnetType: ec2.SubnetType.PRIVATE_ISOLATED }, 'There are no \'Isolated\' subnet groups'],
  ])('of %s is refused by us', (_what, subnets, message) => {
    const network = Network.privateSubnets(new ec2.Vpc(stack, 'Vpc'), { subnets });
    expect(() => steadfastFunction(stack, 'Function', { network })).toThrow(SteadfastError);
    expect(() => steadfastFunction(stack, 'Other', { network })).toThrow(message);
  });

  test('that was decided for a scope and has no subnets for functions is refused by us', () => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'Open', subnetType: ec2.SubnetType.PUBLIC }] });
    SteadfastDefaults.of(stack).set({ vpc });
    expect(() => steadfastFunction(stack)).toThrow('or give the VPC private subnets.');
  });
});

test.each([
  ['a fraction of a second', Duration.millis(1), 'timeToLive must be a whole number of seconds; given: 0.001 seconds'],
  ['minutes that are known at deployment only', Duration.minutes(LATER), 'given: minutes that are known at deployment only'],
  ['seconds that are known at deployment only', Duration.seconds(LATER), 'timeToLive must be known when the app is synthesized'],
])('a secret kept for %s is refused by us', (_what, timeToLive, message) => {
  const secrets = { API_KEY: new secretsmanager.Secret(stack, 'Secret') };
  expect(() => FunctionSecrets.cached({ secrets, timeToLive })).toThrow(message);
});

test('no alarm is measured against a limit that is known at deployment only', () => {
  steadfastFunction(stack, 'Function', { timeout: Duration.seconds(LATER), reservedConcurrentExecutions: LATER });
  const alarms = Object.keys(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.filter(id => /Duration|Concurrency/.test(id))).toEqual([]);
  expect(alarms.length).toBeGreaterThan(0);
});
