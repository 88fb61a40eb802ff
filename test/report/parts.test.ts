import { nameIn, onlyPath, reportOf, reportOn, reportOnTemplates } from './support';
import { costPlot } from '../../src/report/page/cost-plot';
import { pageOf } from '../../src/report/page/page';
import { textOf } from '../../src/report/text';
import { canary } from '../../src/rules/canary-example';
import { lambdaFunction, lambdaRole, liveAlias, publishedVersion, queueMapping } from '../../src/rules/example-parts';
import { template } from '../rules/support';

type Resources = Parameters<typeof reportOf>[0];

const arn = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });
const WORKER: Resources = { Worker: lambdaFunction({ Timeout: 30 }), Role: lambdaRole() };
const API: Resources = {
  Api: ['AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }],
  Integration: ['AWS::ApiGatewayV2::Integration', { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Worker') }],
};
const at = (path: string, resource: object): Resources[string] => ({ ...resource, Metadata: { 'aws:cdk:path': path } });

describe('names', () => {
  test('begin below the stack, wherever that stands', () => {
    const body = template({ Worker: at('Production/Shop/Orders/Worker/Resource', lambdaFunction()) });
    const [node] = reportOnTemplates([{ name: 'ProductionShop.template.json', stackName: 'Shop', body }]).map.nodes;
    expect(node).toMatchObject({ name: 'Orders/Worker', stack: 'Shop' });
  });

  test('begin below the stack of a stage, which CDK calls by both', () => {
    const body = template({ Worker: at('Dev/Shop/Orders/Worker/Resource', lambdaFunction()) });
    const [node] = reportOnTemplates([{ name: 'DevShop.template.json', stackName: 'Dev-Shop', body }]).map.nodes;
    expect(node).toMatchObject({ name: 'Orders/Worker', stack: 'Dev-Shop' });
  });

  test('of what stands in a nested stack belong to the stack around it', () => {
    const inner = { name: 'inner.json', body: template(WORKER) };
    const outer = { name: 'outer.json', stackName: 'Shop', body: template({ Inner: ['AWS::CloudFormation::Stack'], Helper: lambdaFunction() }), nested: new Map([['Inner', inner]]) };
    expect(reportOnTemplates([outer]).stacks).toEqual([{ name: 'Shop', functions: 2, templates: ['outer.json', 'inner.json'] }]);
  });

  test('of custom resources are those of all', () => {
    const report = reportOf({ ...WORKER, Thing: ['Custom::Thing', { ServiceToken: arn('Worker') }] });
    expect(report.map.nodes.find(node => node.id === onlyPath(report).source)).toMatchObject({ name: 'Thing', kind: 'Custom resource' });
  });
});

describe('limits', () => {
  test('a function that ends when its front gives up fits', () => {
    expect(reportOf({ ...WORKER, ...API }).limits.functions[0].neighbours).toMatchObject([{ says: 'waits 30 s', fits: true }]);
  });

  test('how many environments are kept warm is told, or left open', () => {
    const warm = (ProvisionedConcurrentExecutions: unknown) => reportOf({
      ...WORKER, Version: publishedVersion(), Live: liveAlias({ ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions } }),
    }).limits.functions[0].warm;
    expect([warm(3), warm({ 'Fn::ImportValue': 'warm' })]).toEqual([3, undefined]);
  });
});

describe('releases', () => {
  const releaseOf = (body: object) => reportOn({ 'app.json': body }).releases[0];

  test('by CodeDeploy say what stops them, and whether they are gradual at all', () => {
    expect(releaseOf(canary({}))).toMatchObject({ gradual: true, alarms: [{ name: 'Errors' }] });
    expect(releaseOf(canary({ AlarmConfiguration: { Enabled: false, Alarms: [{ Name: { Ref: 'Errors' } }] } })).alarms).toEqual([]);
    expect(releaseOf(canary({ DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' })).gradual).toBe(false);
  });

  test('by static weights are named so', () => {
    const weights = { RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '7', FunctionWeight: 0.1 }] } };
    expect(releaseOf(template({ ...WORKER, Version: publishedVersion(), Live: liveAlias(weights) })).how).toBe('static weights between two versions');
  });

  test('at the edge are CloudFront\'s', () => {
    const config = { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'Version' } }] } };
    expect(releaseOf(template({ ...WORKER, Version: publishedVersion(), Site: ['AWS::CloudFront::Distribution', { DistributionConfig: config }] })).how).toMatch(/CloudFront/);
  });
});

describe('rights', () => {
  const rightsOf = (role: Resources[string], more: Resources = {}) => reportOf({ Worker: lambdaFunction(), Role: role, Orders: ['AWS::S3::Bucket'], ...more }).rights;

  test('stay wide when a narrow statement says more of the same resource, and stand first', () => {
    const [wide, narrow] = rightsOf(lambdaRole(
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-west-1:111111111111:jobs' },
      { Effect: 'Allow', Action: 's3:Get*', Resource: arn('Orders') }, { Effect: 'Allow', Action: 's3:PutObject', Resource: arn('Orders') },
    ));
    expect([wide.actions, wide.wide]).toEqual([['s3:Get*', 's3:PutObject'], 'a wildcard stands for actions']);
    expect(narrow.wide).toBeUndefined();
  });

  test('of a managed policy are told where it stands in the template, and its name where it does not', () => {
    const role = { ManagedPolicyArns: [{ Ref: 'Own' }, 'arn:aws:iam::111111111111:policy/theirs', 'arn:aws:iam::aws:policy/ReadOnlyAccess'] };
    const Own = ['AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: arn('Orders') }] } }] as const;
    const rights = rightsOf({ Type: 'AWS::IAM::Role', Properties: role }, { Own });
    expect(rights.map(right => [right.actions.join(), right.wide ?? right.note])).toEqual([
      ['s3:GetObject', undefined], ['theirs', 'The policy is not in the templates.'], ['ReadOnlyAccess', 'a policy that AWS owns and widens'],
    ]);
  });

  test('to write where Lambda parks draw no line, those to invoke an alias lead to its function', () => {
    const report = reportOf({
      Worker: lambdaFunction(),
      Helper: lambdaFunction({ Role: 'arn:aws:iam::111111111111:role/r' }),
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Helper' }, FunctionVersion: '1', Name: 'live' } },
      Role: lambdaRole({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arn('Parked') }, { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { Ref: 'Live' } }),
      Parked: ['AWS::SQS::Queue'],
      Async: ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Worker' }, Qualifier: '$LATEST', DestinationConfig: { OnFailure: { Destination: arn('Parked') } } }],
    });
    expect(report.map.links.map(({ from, to, does }) => `${nameIn(report, from)} ${does} ${nameIn(report, to)}`)).toEqual(['Worker writes Helper']);
  });
});

describe('the text', () => {
  test('lists the rights that reach too far and the releases that are gradual, and no others', () => {
    const text = textOf(reportOf({ ...WORKER, Role: lambdaRole({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b' }) }));
    expect(text).not.toMatch(/Rights that reach further|Releases/);
    const loud = textOf(reportOn({ 'app.json': { ...canary({}), Resources: { ...(canary({}).Resources as object), Role: lambdaRole({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a/b' }) } } }));
    expect(loud).toMatch(/Rights that reach further than they name\n {2}Worker: s3:\* on arn:aws:s3:::a\/b/);
    expect(loud).toMatch(/Releases\n {2}Worker: CodeDeploy, Canary10Percent5Minutes; stopped by Errors/);
  });

  test('says which of several stacks a function stands in, for stages have stacks alike', () => {
    const hourly: Resources = { ...WORKER, Hourly: ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: arn('Worker') }] }] };
    const stages = ['Dev-Shop', 'Prod-Shop'].map(stackName => ({ name: `${stackName}.template.json`, stackName, body: template(hourly) }));
    expect(textOf(reportOnTemplates(stages)).match(/^ {2}\S.*->.*$/gm)).toEqual(
      ['Dev-Shop', 'Prod-Shop'].map(stack => `  Rule ${stack}/Hourly -> ${stack}/Worker (rule, $LATEST)`),
    );
    expect(textOf(reportOnTemplates(stages.slice(1)))).toContain('  Rule Hourly -> Worker (rule');
  });
});

/** The first drawing loads the layout; only a hang takes this long. */
const DRAWING = 60_000;

describe('the page', () => {
  const shown = async (resources: Resources): Promise<string> => pageOf(reportOf(resources));
  const rule = { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Worker', Arn: arn('Worker') }] };

  test('marks lanes that need attention, and says what nobody is told of', async () => {
    const lost = await shown({ ...WORKER, Hourly: ['AWS::Events::Rule', rule] });
    expect(lost).toMatch(/class="lane[^>]*data-attention/);
    const quiet = await shown({ ...WORKER, ...API });
    expect(quiet).not.toMatch(/class="lane[^>]*data-attention/);
    const unheard = await shown({ ...WORKER, Jobs: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: arn('Parked'), maxReceiveCount: 5 } }], Parked: ['AWS::SQS::Queue'], Mapping: queueMapping() });
    expect(unheard).toMatch(/class="detail">[^<]*no alarm</);
  }, DRAWING);

  test('counts attempts as long as a count says anything', async () => {
    const page = await shown({ ...WORKER, Orders: ['AWS::SNS::Topic'], S: ['AWS::SNS::Subscription', { TopicArn: { Ref: 'Orders' }, Protocol: 'lambda', Endpoint: arn('Worker') }] });
    expect(page).toContain('failed 3\u00d7, 6 h');
    expect(page).toContain('undelivered for 23 d');
  }, DRAWING);

  test('shows errors as errors, first, and warnings as warnings', async () => {
    const page = await shown({ ...WORKER, Hourly: ['AWS::Events::Rule', rule] });
    const tags = [...page.matchAll(/class="tag (lost|unknown)"><span aria-hidden="true">. <\/span>(error|warning)</g)].map(([, looks, severity]) => `${looks} ${severity}`);
    expect(new Set(tags)).toEqual(new Set(['lost error', 'unknown warning']));
    expect([...tags].sort()).toEqual(tags);
  }, DRAWING);

  test('says that a sum is not all, that a timeout does not fit and that nothing stops a release, where it is so', async () => {
    const quiet = await shown({ ...WORKER, ...API });
    const loud = await pageOf(reportOn({ 'app.json': { Resources: { ...(canary({ AlarmConfiguration: { Enabled: false } }).Resources as object), ...(template({ ...API, Table: ['AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }], Key: ['AWS::KMS::Key'] }).Resources as object), Worker: lambdaFunction({ Timeout: 60 }) } } }));
    const says = ['does not fit the timeout', 'no alarm stops it', 'at least $'];
    expect(says.map(one => [quiet.includes(one), loud.includes(one)])).toEqual(says.map(() => [false, true]));
  }, DRAWING);

  test('keeps the names of curves apart that end at the same place', () => {
    const curve = [1, 1_000].map(requestsPerMonth => ({ requestsPerMonth, lambda: requestsPerMonth, fargate: 5, ec2: 5 }));
    const { text } = costPlot({ path: 'Worker', curve, workload: null, alternatives: [] });
    const [lambda, fargate, ec2] = ['lambda', 'fargate', 'ec2'].map(name => Number(new RegExp(`class="curve-name ${name}"[^>]* y="([\\d.]+)"`).exec(text)?.[1]));
    expect([fargate - lambda > 15, ec2 - fargate]).toEqual([true, 15]);
  });

  test('has functions with far-reaching rights first', async () => {
    const page = await shown({
      Narrow: lambdaFunction({ Role: arn('One') }),
      One: lambdaRole({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/b' }),
      Wide: lambdaFunction({ Role: arn('Other') }),
      Other: lambdaRole({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a/b' }),
    });
    const rows = [...page.slice(page.indexOf('id="rights"')).matchAll(/scope="rowgroup"[^>]*><button[^>]*>(\w+)</g)].map(([, name]) => name);
    expect(rows).toEqual(['Wide', 'Narrow']);
  }, DRAWING);
});
