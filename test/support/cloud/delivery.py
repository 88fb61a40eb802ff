"""How a service hands an event to a function: with a right to, or not at all.

The emulator lets any service invoke any function. In AWS a rule, a topic or a
bucket needs a permission on the very qualifier that it invokes, and a schedule
needs a role that may invoke it; without, the event goes to the target's
dead-letter queue or is lost.
"""

import contextvars
import json
import logging

from ministack.services import eventbridge, lambda_svc, s3, sns

from asynchronous_invocation import start
from role_session import client_of_role

logger = logging.getLogger('steadfast.delivery')
current_target: contextvars.ContextVar = contextvars.ContextVar('current_target', default={})


def install() -> None:
    invoke_target = eventbridge._invoke_target

    def remember_target(target, *rest, **named):
        token = current_target.set(target)
        try:
            return invoke_target(target, *rest, **named)
        finally:
            current_target.reset(token)

    eventbridge._invoke_target = remember_target
    eventbridge._dispatch_to_lambda = deliver_from_bus
    s3._deliver_event_to_lambda = lambda arn, payload, _region: deliver('s3.amazonaws.com', arn, payload)
    sns._deliver_to_lambda = deliver_from_topic


def deliver_from_bus(arn, payload) -> None:
    target = current_target.get()
    role = target.get('RoleArn')
    refusal = deliver_with_role(role, arn, payload) if role else deliver('events.amazonaws.com', arn, parsed(payload))
    queue = (target.get('DeadLetterConfig') or {}).get('Arn')
    if refusal and queue:
        eventbridge._dispatch_to_sqs(eventbridge.parse_arn(queue), payload)
        logger.info('delivery: parked in %s', queue)


def parsed(payload):
    try:
        return json.loads(payload)
    except (json.JSONDecodeError, TypeError):
        return payload


def deliver_with_role(role: str, arn: str, payload: str):
    try:
        client_of_role('lambda', role, 'delivery').invoke(FunctionName=arn, InvocationType='Event', Payload=payload)
        return None
    except Exception as error:  # whatever it was, the event did not arrive and the log must say so
        return refused(f'{role} could not invoke {arn}: {error}')


def deliver_from_topic(endpoint, envelope, _topic, subscription, *_rest) -> None:
    deliver('sns.amazonaws.com', endpoint, {'Records': [{
        'EventVersion': '1.0', 'EventSource': 'aws:sns',
        'EventSubscriptionArn': subscription, 'Sns': json.loads(envelope),
    }]})


def deliver(service: str, arn: str, event):
    record, _config, name = lambda_svc._get_func_record_for_ref(arn)
    if record is None:
        return refused(f'{service} could not invoke {arn}: it is not there')
    if not may_invoke(name, arn, service):
        return refused(f'{service} could not invoke {arn}: no AWS::Lambda::Permission on it allows that')
    start(arn, event)
    return None


def refused(why: str) -> str:
    logger.error('delivery: %s', why)
    return why


def may_invoke(name: str, arn: str, service: str) -> bool:
    statements = (lambda_svc._functions[name].get('policy') or {}).get('Statement', [])
    return any(
        statement.get('Effect') == 'Allow'
        and statement.get('Resource') == arn
        and statement.get('Action') in ('lambda:InvokeFunction', 'lambda:*')
        and statement.get('Principal') in ('*', {'Service': service}, {'AWS': '*'})
        for statement in statements
    )
