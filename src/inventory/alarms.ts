import { factOf, Facts } from './fact';
import { Link, Properties, Resource, Value } from './model';
import { own } from './raw';
import { literal, partsOf } from './reading/resolved';
import { Survey } from './reading/survey';
import { AlarmFact, Metric } from './store-facts';
import { known, unknown } from './value';

/** Alarms, single and composite, and whether anybody is told. */
export function alarms(survey: Survey): Facts<AlarmFact> {
  const resources = survey.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm');
  const composites = survey.ofType('AWS::CloudWatch::CompositeAlarm');
  const byComposite = new Map<Resource, Value<boolean>>();
  for (const composite of composites) {
    childrenOf(survey, composite).forEach(child => byComposite.set(child, surer(ownNotice(composite), byComposite.get(child))));
  }
  return new Facts(resources.map(resource => alarm(resource, surer(ownNotice(resource), byComposite.get(resource)))));
}

function alarm(resource: Resource, notifies: Value<boolean>): AlarmFact {
  const { properties } = resource;
  return {
    ...factOf(resource),
    metrics: metricsOf(properties),
    actions: properties.links('AlarmActions'),
    notifies,
  };
}

function ownNotice(resource: Resource): Value<boolean> {
  const actions: readonly Link[] = resource.properties.links('AlarmActions');
  const enabled = resource.properties.flag('ActionsEnabled', true);
  if (actions.length === 0) {
    return known(false);
  }
  return enabled.kind === 'known' ? enabled : unknown('ActionsEnabled cannot be told');
}

/** Of two notices the one that certainly reaches somebody, otherwise the one that may. */
function surer(one: Value<boolean>, other: Value<boolean> = known(false)): Value<boolean> {
  return one.known === true || other.known === false ? one : other;
}

/** The alarms that a composite's rule names, by reference, ARN or name. */
function childrenOf(survey: Survey, { properties, scope }: Resource): readonly Resource[] {
  const parts = partsOf(properties.node('AlarmRule')) ?? [];
  return parts.flatMap(part => {
    if (typeof part !== 'string') {
      return part.kind === 'reference' ? [part.resource] : [];
    }
    const names = [...part.matchAll(NAMED_ALARM)].map(match => literal(match[1]));
    return names.flatMap(name => survey.locate(name, scope, 'AWS::CloudWatch::Alarm').resource ?? []);
  });
}

/** What a rule asks of an alarm: `ALARM("errors")`, with or without the quotes. */
const NAMED_ALARM = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\(\s*"?([^"()]+?)"?\s*\)/g;

function metricsOf(properties: Properties): readonly Metric[] {
  if (properties.has('MetricName')) {
    return [metric(properties, properties.number('Period'))];
  }
  return properties.maps('Metrics')
    .filter(query => query.has('MetricStat') || query.state === 'unknown')
    .map(query => metric(query.map('MetricStat.Metric'), query.number('MetricStat.Period')));
}

function metric(properties: Properties, period: Value<number>): Metric {
  const dimensions = new Map<string, Link>();
  for (const dimension of properties.maps('Dimensions')) {
    const name = dimension.text('Name').known;
    if (name !== undefined) {
      dimensions.set(name, dimension.link('Value', own(TYPES, name)));
    }
  }
  return { namespace: properties.text('Namespace'), name: properties.text('MetricName'), dimensions, period };
}

/** What the common dimensions name. */
const TYPES: Readonly<Record<string, string>> = {
  FunctionName: 'AWS::Lambda::Function',
  Resource: 'AWS::Lambda::Function',
  QueueName: 'AWS::SQS::Queue',
  TopicName: 'AWS::SNS::Topic',
  BucketName: 'AWS::S3::Bucket',
  TableName: 'AWS::DynamoDB::Table',
  StreamName: 'AWS::Kinesis::Stream',
};
