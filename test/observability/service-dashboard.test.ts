import { CfnParameter, Duration, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { Concurrency, FunctionAlarms, Release, ServiceDashboard, SmokeTest } from '../../src';
import { plainFunction, stackWith, steadfastFunction } from '../support/stacks';

interface Widget {
  readonly properties: {
    readonly title: string;
    readonly alarms?: unknown[];
    readonly metrics?: unknown[];
    readonly annotations?: object;
    readonly query?: string;
  };
}

/** The page as CloudWatch will read it: references stand for what they will be. */
function widgetsOf(stack: Stack): Widget[] {
  const [dashboard] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const body = dashboard.Properties.DashboardBody;
  const text = (body['Fn::Join'][1] as unknown[]).map(part => typeof part === 'string' ? part : 'REFERENCE').join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

test('one page shows what exists, also what is made later', () => {
  const stack = stackWith();
  const orders = new Construct(stack, 'Orders');
  new ServiceDashboard(orders, 'Dashboard');
  const fn = steadfastFunction(orders, 'Take', { timeout: Duration.seconds(10), concurrency: Concurrency.provisioned({ executions: 5, reserved: 20 }) });
  fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
  steadfastFunction(stack, 'Elsewhere');

  const widgets = new Map(widgetsOf(stack).map(widget => [widget.properties.title, widget.properties]));
  expect([...widgets.keys()]).toEqual([
    'Alarms', 'Take: traffic', 'Take: duration against the timeout', 'Take: concurrency', 'Take: versions in use',
    'Parked events, waiting for a redrive', 'Cold starts, from the logs',
  ]);
  expect(widgets.get('Alarms')!.alarms).toHaveLength(6);
  expect(widgets.get('Take: traffic')!.metrics).toHaveLength(3);
  expect(widgets.get('Take: duration against the timeout')!.annotations).toEqual({ horizontal: [expect.objectContaining({ value: 10_000 })] });
  expect(widgets.get('Take: concurrency')!.annotations).toEqual({ horizontal: [expect.objectContaining({ label: 'reserved', value: 20 }), expect.objectContaining({ label: 'kept warm', value: 5 })] });
  expect(JSON.stringify(widgets.get('Take: versions in use')!.metrics)).toContain('{AWS/Lambda,ExecutedVersion,FunctionName,Resource}');
  expect(widgets.get('Parked events, waiting for a redrive')!.metrics).toHaveLength(1);
  expect(widgets.get('Cold starts, from the logs')!.query).toContain('initDurationMs');
});

describe('releases', () => {
  test('show the alarms that take a version back, and what the smoke tests said', () => {
    const stack = stackWith();
    const mine = new cloudwatch.Alarm(stack, 'Mine', { metric: new cloudwatch.Metric({ namespace: 'Mine', metricName: 'Orders' }), threshold: 1, evaluationPeriods: 1 });
    steadfastFunction(stack, 'Take', { release: Release.canary({ alarms: [mine], smokeTest: SmokeTest.ofRequest() }) });
    new ServiceDashboard(stack, 'Dashboard');
    const widgets = new Map(widgetsOf(stack).map(widget => [widget.properties.title, widget.properties]));
    expect(widgets.get('Releases: alarms that take the new version back')!.alarms).toHaveLength(2);
    expect(widgets.get('Releases: smoke tests')!.query).toContain('filter message.what = "smoke test"');
  });

  test('name each alarm by its ARN in the stack', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Take', { release: Release.canary() });
    new ServiceDashboard(stack, 'Dashboard');
    const template = Template.fromStack(stack);
    const [rollback] = Object.keys(template.findResources('AWS::CloudWatch::Alarm')).filter(id => id.startsWith('TakeRollback'));
    const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const parts = Properties.DashboardBody['Fn::Join'][1] as unknown[];
    const at = parts.findIndex(part => (part as { Ref?: string }).Ref === rollback);
    expect(parts[at - 1]).toBe(':alarm:');
  });

  test('are not drawn where traffic moves at once', () => {
    const stack = stackWith();
    steadfastFunction(stack, 'Take');
    new ServiceDashboard(stack, 'Dashboard');
    expect(widgetsOf(stack).map(({ properties }) => properties.title).filter(title => title.startsWith('Releases'))).toEqual([]);
  });
});

test('a widget holds a hundred alarms, or the logs of fifty functions, and none is drawn for no alarms', () => {
  const stack = stackWith();
  [...Array(52).keys()].forEach(n => steadfastFunction(stack, `Function${n}`));
  new ServiceDashboard(stack, 'Dashboard');
  expect(widgetsOf(stack).map(({ properties }) => properties).filter(({ title }) => title === 'Alarms').map(({ alarms }) => alarms!.length)).toEqual([100, 56]);
  const logGroups = widgetsOf(stack).flatMap(({ properties }) => properties.query?.match(/SOURCE/g)?.length ?? []);
  expect(logGroups).toEqual([50, 2]);

  const silent = stackWith();
  steadfastFunction(silent, 'Function', { alarms: FunctionAlarms.none('a sandbox') });
  new ServiceDashboard(silent, 'Dashboard');
  expect(widgetsOf(silent).map(({ properties }) => properties.title)).not.toContain('Alarms');
});

test('a function whose log group nobody knows is left out, for CDK would inject a function to make it', () => {
  const stack = stackWith();
  steadfastFunction(stack);
  plainFunction(stack);
  new ServiceDashboard(stack, 'Dashboard');
  expect(widgetsOf(stack).map(({ properties }) => properties.title).filter(title => title.endsWith(': traffic'))).toEqual(['Function: traffic']);
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 2);
});

test('a timeout that is known at deployment only is no line on the graph', () => {
  const stack = stackWith();
  const seconds = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  steadfastFunction(stack, 'Function', { timeout: Duration.seconds(seconds.valueAsNumber) });
  new ServiceDashboard(stack, 'Dashboard');
  const duration = widgetsOf(stack).find(({ properties }) => properties.title === 'Function: duration against the timeout');
  expect(duration?.properties.annotations ?? {}).toEqual({});
});

test('a page with nothing on it is refused', () => {
  const stack = stackWith();
  const dashboard = new ServiceDashboard(stack, 'Dashboard');
  expect(dashboard.node.validate()).toEqual([expect.stringContaining(`given: 0 below ${stack.node.path}`)]);
});
