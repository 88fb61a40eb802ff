import { Duration, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { Concurrency, ServiceDashboard } from '../../src';
import { stackWith, steadfastFunction } from '../support/stacks';

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
  const text = (body['Fn::Join'][1] as unknown[]).map((part) => typeof part === 'string' ? part : 'REFERENCE').join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
}

test('one page shows what exists, also what is made later', () => {
  const stack = stackWith();
  const orders = new Construct(stack, 'Orders');
  new ServiceDashboard(orders, 'Dashboard');
  const fn = steadfastFunction(orders, 'Take', { timeout: Duration.seconds(10), concurrency: Concurrency.reserved(20) });
  fn.grantInvoke(new iam.ServicePrincipal('s3.amazonaws.com'));
  steadfastFunction(stack, 'Elsewhere');

  const widgets = new Map(widgetsOf(stack).map((widget) => [widget.properties.title, widget.properties]));
  expect([...widgets.keys()]).toEqual([
    'Alarms', 'Take: traffic', 'Take: duration against the timeout', 'Take: concurrency', 'Take: versions in use',
    'Parked events, waiting for a redrive', 'Cold starts, from the logs',
  ]);
  expect(widgets.get('Alarms')!.alarms).toHaveLength(5);
  expect(widgets.get('Take: traffic')!.metrics).toHaveLength(3);
  expect(widgets.get('Take: duration against the timeout')!.annotations).toEqual({ horizontal: [expect.objectContaining({ value: 10_000 })] });
  expect(widgets.get('Take: concurrency')!.annotations).toEqual({ horizontal: [expect.objectContaining({ value: 20 })] });
  expect(JSON.stringify(widgets.get('Take: versions in use')!.metrics)).toContain('{AWS/Lambda,ExecutedVersion,FunctionName,Resource}');
  expect(widgets.get('Parked events, waiting for a redrive')!.metrics).toHaveLength(1);
  expect(widgets.get('Cold starts, from the logs')!.query).toContain('initDurationMs');
});

test('a page with nothing on it is refused', () => {
  const stack = stackWith();
  const dashboard = new ServiceDashboard(stack, 'Dashboard');
  expect(dashboard.node.validate()).toEqual([expect.stringContaining(`given: 0 below ${stack.node.path}`)]);
});
