import { reportOf } from './support';
import { lambdaFunction, lambdaRole } from '../../src/rules/example-parts';

type Resources = Parameters<typeof reportOf>[0];

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const WORKER: Resources = { Worker: lambdaFunction(), Role: lambdaRole() };
const traffic = { requestsPerMonth: 1_000_000, averageDuration: 100, logBytesPerRequest: 0 };
/** Logs that expire, so that everything of the function has a price. */
const PRICED: Resources = {
  Worker: lambdaFunction({ LoggingConfig: { LogGroup: { Ref: 'Logs' } } }), Role: lambdaRole(), Logs: ['AWS::Logs::LogGroup', { RetentionInDays: 30 }],
};

describe('who can do what', () => {
  test('a door open to everybody is bad, whatever the role', () => {
    const { access } = reportOf({ ...WORKER, Url: ['AWS::Lambda::Url', { TargetFunctionArn: arn('Worker'), AuthType: 'NONE' }] }).answers;
    expect(access).toMatchObject({ verdict: 'bad', says: '1 door open to everybody.' });
  });

  test('a wildcard of resources asks for attention, one of actions is bad', () => {
    const verdictOf = (Action: string, Resource: unknown) => reportOf({ ...WORKER, Role: lambdaRole({ Effect: 'Allow', Action, Resource }), Jobs: ['AWS::SQS::Queue'] }).answers.access;
    expect(verdictOf('sqs:SendMessage', '*')).toMatchObject({ verdict: 'attention', says: '1 of 1 function reaches further than it names.' });
    expect(verdictOf('sqs:*', arn('Jobs')).verdict).toBe('bad');
    expect(verdictOf('sqs:SendMessage', arn('Jobs')).verdict).toBe('good');
  });

  test('what is denied is no right', () => {
    const { figures } = reportOf({
      ...WORKER, Role: lambdaRole({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b' }, { Effect: 'Deny', Action: ['s3:PutObject', 's3:DeleteObject'], Resource: 'arn:aws:s3:::a/b' }),
    }).answers.access;
    expect(figures).toContainEqual({ count: '1', of: 'rights, counted by action' });
  });
});

describe('what it will cost', () => {
  test('is good when everything is priced', () => {
    expect(reportOf(PRICED, { Worker: traffic }).answers.cost).toMatchObject({ verdict: 'good', says: expect.stringMatching(/^\$\d+\.\d\d a month\.$/) });
  });

  test('asks for attention where a function says nothing of its traffic, or a line has no price', () => {
    const silent = reportOf({ ...PRICED, Other: lambdaFunction() }, { Worker: traffic }).answers.cost;
    expect(silent).toMatchObject({ verdict: 'attention', says: expect.stringMatching(/^At least /), figures: expect.arrayContaining([{ count: '1', of: 'functions whose traffic nobody states' }]) });
    const open = reportOf({ ...PRICED, Jobs: ['AWS::SQS::Queue'] }, { Worker: traffic }).answers.cost;
    expect(open).toMatchObject({ verdict: 'attention', figures: expect.arrayContaining([{ count: '1', of: 'lines that cannot be priced' }]) });
  });
});
