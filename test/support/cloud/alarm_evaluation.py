"""Alarms as CloudWatch's user guide describes them: by their own dimensions, period after period, with missing data treated as said.

The emulator looks at an alarm only when somebody puts metrics through the API,
adds up what carries the metric's name whatever its dimensions, refuses metric
math and composite alarms in a template, and publishes to any topic. Here they
are looked at all the time, and a topic hears of them where its policy lets CloudWatch publish.
"""

import json
import logging
import os
import threading
import time

from ministack.services import cloudwatch, sns, sqs
from ministack.services.cloudformation import provisioners

import metric_math

INTERVAL_SECONDS = float(os.environ.get('STEADFAST_ALARM_SECONDS', '0.5'))
# Periods here slide: waiting for the next full five minutes is what a test cannot do.
COMPARE = {
    'GreaterThanOrEqualToThreshold': lambda value, threshold: value >= threshold,
    'GreaterThanThreshold': lambda value, threshold: value > threshold,
    'LessThanThreshold': lambda value, threshold: value < threshold,
    'LessThanOrEqualToThreshold': lambda value, threshold: value <= threshold,
}
VISIBLE = 'ApproximateNumberOfMessagesVisible'
logger = logging.getLogger('steadfast.alarms')


def install() -> None:
    record_of_template = provisioners._cw_metric_alarm_record
    dispatch = cloudwatch._dispatch_alarm_actions

    def record_with_math(name, props):
        queries = props.get('Metrics')
        if not queries:
            return record_of_template(name, props)
        without = {key: value for key, value in props.items() if key != 'Metrics'}
        record = record_of_template(name, {**without, 'Namespace': '-', 'MetricName': '-'})
        return {**record, 'Namespace': '', 'MetricName': '', 'Metrics': queries}

    def dispatch_where_allowed(alarm, *rest):
        dispatch({**alarm, 'AlarmActions': [arn for arn in alarm.get('AlarmActions') or [] if may_publish(arn, alarm)]}, *rest)

    provisioners._cw_metric_alarm_record = record_with_math
    cloudwatch._evaluate_alarm = evaluate
    cloudwatch._dispatch_alarm_actions = dispatch_where_allowed
    provisioners._RESOURCE_HANDLERS['AWS::CloudWatch::CompositeAlarm'] = {
        'create': create_composite, 'update': update_composite, 'delete': delete_composite,
    }
    threading.Thread(target=watch, daemon=True, name='steadfast-alarms').start()


def watch() -> None:
    while True:
        time.sleep(INTERVAL_SECONDS)
        for alarm in list(cloudwatch._alarms.values()):
            try:
                measure_queue(alarm)
                evaluate(alarm)
            except Exception as error:  # one bad alarm must not silence the others
                logger.error('alarms: %s cannot be evaluated: %s', alarm.get('AlarmName'), error)


def measure_queue(alarm: dict) -> None:
    """SQS tells CloudWatch how many messages are visible; nobody does here."""
    if alarm.get('MetricName') != VISIBLE:
        return
    dimensions = cloudwatch._dims_from_list(alarm['Dimensions'])
    url = sqs._queue_name_to_url.get(dimensions.get('QueueName'))
    queue = url and sqs._queues.get(url)
    if queue:
        now = time.time()
        visible = sum(1 for message in list(queue['messages']) if message.get('visible_at', 0) <= now)
        cloudwatch.record_metric('AWS/SQS', VISIBLE, visible, 'Count', dimensions)


def evaluate(alarm: dict) -> None:
    state, reason = state_of(alarm)
    old = alarm['StateValue']
    if state in (None, old):
        return
    alarm.update(StateValue=state, StateReason=reason, StateUpdatedTimestamp=int(time.time()))
    cloudwatch._record_history(alarm['AlarmName'], old, state, reason)
    cloudwatch._dispatch_alarm_actions(alarm, old, state, reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def state_of(alarm: dict):
    """"How alarm state is evaluated when data is missing": None leaves the state as it is."""
    now = time.time()
    values = [value_of(alarm, now, number) for number in range(int(alarm.get('EvaluationPeriods', 1)))]
    treat = alarm.get('TreatMissingData', 'missing')
    if all(value is None for value in values) and treat in ('missing', 'ignore'):
        return ('INSUFFICIENT_DATA' if treat == 'missing' else None), 'no data'
    compare, threshold = COMPARE[alarm['ComparisonOperator']], alarm['Threshold']
    breaching = sum(treat == 'breaching' if value is None else compare(value, threshold) for value in values)
    needed = int(alarm.get('DatapointsToAlarm') or len(values))
    return ('ALARM' if breaching >= needed else 'OK'), f'{breaching} of {len(values)} periods breach {threshold}: {values}'


def value_of(alarm: dict, now: float, number: int):
    queries = alarm.get('Metrics')
    if not queries:
        statistic = alarm.get('ExtendedStatistic') or alarm.get('Statistic')
        return measured(alarm, int(alarm['Period']), statistic, now, number)
    values = {query['Id']: measured(query['MetricStat']['Metric'], int(query['MetricStat']['Period']), query['MetricStat']['Stat'], now, number)
              for query in queries if query.get('MetricStat')}
    returned = next(query for query in queries if query.get('ReturnData', True) in (True, 'true'))
    return metric_math.evaluate(returned['Expression'], values) if returned.get('Expression') else values[returned['Id']]


def measured(metric: dict, period: int, statistic: str, now: float, number: int):
    dimensions = cloudwatch._dims_from_list(metric.get('Dimensions') or [])
    points = cloudwatch._metrics.get((metric['Namespace'], metric['MetricName'], cloudwatch._dims_key(dimensions))) or []
    end = now - number * period
    # The newest point may be as young as this very moment.
    within = [point for point in list(points) if end - period <= point['Timestamp'] <= end]
    return cloudwatch._stat_value(cloudwatch._calc_stats(within), statistic, within) if within else None


def may_publish(arn: str, alarm: dict) -> bool:
    topic = sns._topic_by_arn_any_scope(arn)
    statements = json.loads(topic['attributes'].get('Policy') or '{}').get('Statement', []) if topic else []
    allowed = any(
        statement.get('Effect') == 'Allow'
        and 'sns:Publish' in [statement.get('Action')] + (statement['Action'] if isinstance(statement.get('Action'), list) else [])
        and statement.get('Principal') in ('*', {'AWS': '*'}, {'Service': 'cloudwatch.amazonaws.com'})
        for statement in statements
    )
    if not allowed:
        logger.error('alarms: %s could not publish to %s: its policy does not allow that', alarm.get('AlarmName'), arn)
    return allowed


def create_composite(logical_id, props, stack_name):
    return put_composite(props.get('AlarmName') or provisioners._physical_name(stack_name, logical_id, max_len=255), props)


def update_composite(physical_id, _old, props, _stack_name):
    return put_composite(physical_id, props)


def put_composite(name, props):
    status, _headers, body = cloudwatch._put_composite_alarm({}, {**props, 'AlarmName': name}, False, True)
    if status != 200:
        raise ValueError(body)
    return name, {'Arn': cloudwatch._composite_alarms[name]['AlarmArn']}


def delete_composite(physical_id, _props):
    cloudwatch._composite_alarms.pop(physical_id, None)
