import { reportOf, reportOn } from './support';
import { RawMap } from '../../src/inventory/raw';
import { textOf } from '../../src/report/text';
import { lambdaFunction, lambdaRole, liveAlias, publishedVersion, queueMapping } from '../../src/rules/example-parts';

type Resources = Parameters<typeof reportOf>[0];

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const rightsWith = (...statements: RawMap[]) => reportOf({ Worker: lambdaFunction(), Role: lambdaRole(...statements), Orders: ['AWS::S3::Bucket'] });

describe('who may do what', () => {
  test('names function, resource and what follows it, and each action', () => {
    const { rights } = rightsWith({ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: { 'Fn::Sub': '${Orders.Arn}/in/*' } });
    expect(rights).toEqual([expect.objectContaining({ resource: 'Orders/in/*', kind: 'Bucket', actions: ['s3:GetObject', 's3:PutObject'], denied: false })]);
    expect(rights[0].wide).toBeUndefined();
  });

  test.each<[string, object, string | undefined]>([
    ['an action with a wildcard', { Action: 's3:Get*', Resource: arn('Orders') }, 'a wildcard stands for actions'],
    ['a resource that could be named', { Action: 'sqs:SendMessage', Resource: '*' }, 'reaches every resource'],
    ['both', { Action: '*', Resource: '*' }, 'a wildcard stands for actions; reaches every resource'],
    ['everything but some actions', { NotAction: 'iam:*', Resource: arn('Orders') }, 'a wildcard stands for actions'],
    ['everything but some resources', { Action: 's3:GetObject', NotResource: arn('Orders') }, 'reaches everything else'],
    ['an action that takes no resource', { Action: 'xray:PutTraceSegments', Resource: '*' }, undefined],
    ['a denial', { Effect: 'Deny', Action: 's3:*', Resource: '*' }, undefined],
  ])('is loud about %s: %j', (_title, statement, wide) => {
    const { rights: [right] } = rightsWith({ Effect: 'Allow', ...statement });
    expect(right.wide).toBe(wide);
  });

  test('statements that say the same of a resource are one entry', () => {
    const { rights } = rightsWith({ Effect: 'Allow', Action: 's3:GetObject', Resource: arn('Orders') }, { Effect: 'Allow', Action: 's3:PutObject', Resource: arn('Orders') });
    expect(rights.map(right => right.actions)).toEqual([['s3:GetObject', 's3:PutObject']]);
  });

  test('a role outside the templates is said to be unseen', () => {
    const report = reportOf({ Worker: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/theirs' }) });
    expect(report.rights[0].note).toMatch(/not in the templates/);
    expect(report.answers.access.verdict).toBe('unknown');
  });
});

describe('limits and releases', () => {
  test('a front that gives up before the function does not fit', () => {
    const { limits } = reportOf({
      Worker: lambdaFunction({ Timeout: 60 }),
      Role: lambdaRole(),
      Api: ['AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }],
      Integration: ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') }],
    });
    expect(limits.functions[0].neighbours).toEqual([{ source: 'Api (route)', says: 'waits 30 s', fits: false }]);
  });

  test.each([[180, true], [179, false]])('a queue that hides a message for %i s fits 30 s: %j', (VisibilityTimeout, fits) => {
    const { limits } = reportOf({ Worker: lambdaFunction({ Timeout: 30 }), Role: lambdaRole(), Jobs: ['AWS::SQS::Queue', { VisibilityTimeout }], Mapping: queueMapping() });
    expect(limits.functions[0].neighbours[0].fits).toBe(fits);
  });

  test('a canary tells its configuration, its alarms and what they watch', () => {
    const group: Resources = {
      Group: ['AWS::CodeDeploy::DeploymentGroup', {
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Failing' } }] },
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_STOP_ON_ALARM'] },
      }],
      Failing: ['AWS::CloudWatch::Alarm', {
        Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Worker' } }, { Name: 'ExecutedVersion', Value: '2' }],
      }],
    };
    const { releases } = reportOf({
      Worker: lambdaFunction(),
      Role: lambdaRole(),
      Version: publishedVersion(),
      Live: liveAlias({}, { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'app', DeploymentGroupName: { Ref: 'Group' } } } }),
      ...group,
    });
    expect(releases).toEqual([expect.objectContaining({
      alias: 'live', how: 'CodeDeploy, Canary10Percent5Minutes', gradual: true, rollsBack: true, alarms: [{ name: 'Failing', watches: 'Errors of the new version', tells: false }],
    })]);
  });

  test('a function without an alias is said to have none', () => {
    expect(reportOf({ Worker: lambdaFunction(), Role: lambdaRole() }).releases[0].how).toMatch(/no alias/);
  });
});

describe('the object', () => {
  const report = reportOf({ Worker: lambdaFunction(), Role: lambdaRole(), Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping() }, { Worker: { requestsPerMonth: 1_000_000, averageDuration: 100 } });

  test('is plain: JSON gives it back', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('answers what it costs from the sheet, and says when nobody states the traffic', () => {
    expect(report.answers.cost.says).toMatch(/^(At least )?\$\d/);
    expect(reportOf({ Worker: lambdaFunction(), Role: lambdaRole() }).answers.cost).toMatchObject({ verdict: 'unknown', says: expect.stringMatching(/Nobody states/) });
  });

  test('every finding stands in one of its stacks', () => {
    const two = reportOn({ 'one.json': { Resources: { Worker: lambdaFunction() } }, 'two.json': { Resources: { Worker: lambdaFunction() } } });
    expect(two.stacks).toEqual([
      { name: 'one.json', functions: 1, templates: ['one.json'] }, { name: 'two.json', functions: 1, templates: ['two.json'] },
    ]);
    expect(two.findings.filter(found => !two.stacks.some(stack => stack.templates.includes(found.template)))).toEqual([]);
    expect(two.map.nodes.map(node => node.stack)).toEqual(['one.json', 'two.json']);
  });

  test('an empty template makes an empty report', () => {
    expect(reportOf({}).map).toEqual({ nodes: [], links: [], paths: [] });
  });
});

describe('text', () => {
  test('answers the three questions, then tells each path and what keeps its failures', () => {
    const text = textOf(reportOf({ Worker: lambdaFunction(), Role: lambdaRole(), Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping() }));
    expect(text.match(/Can an event be lost\?|Who can do what\?|What will it cost\?/g)).toHaveLength(3);
    expect(text).toContain('Queue Jobs -> Worker');
    expect(text).toMatch(/fails: It comes back again and again .* It is lost\./);
  });

  test('takes out of names what would steer a terminal', () => {
    const text = textOf(reportOf({ Worker: { ...lambdaFunction(), Metadata: { 'aws:cdk:path': 'Stack/Bad\u001b[2J\nName/Resource' } }, Role: lambdaRole(), Jobs: ['AWS::SQS::Queue'], Mapping: queueMapping() }));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('Name');
  });
});
