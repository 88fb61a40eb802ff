"""Lambda's asynchronous invocation, as its developer guide describes it.

The emulator retries only direct calls, reads the settings of the unpublished
function whatever was invoked, and puts failures into queues without asking
anybody's policy. Here every asynchronous source goes one way: the settings of
the qualifier that was invoked, retries, then the destination or dead-letter
queue, reached with the function's own role, so that a missing right shows.
(How an event gets here at all: delivery.py.)
"""

import logging
import os
import threading
import time
import uuid

from ministack.services import lambda_svc

from destination import Sender, timestamp
from function_metrics import put_of_function
from qualified_invocation import qualifier_of, under_name

# AWS waits one minute, then two. A test cannot; the order and the number of attempts stay.
RETRY_SECONDS = float(os.environ.get('STEADFAST_ASYNC_RETRY_SECONDS', '0.3'))
THROTTLE_SECONDS = 0.2
logger = logging.getLogger('steadfast.async')


def install() -> None:
    lambda_svc.invoke_async_with_retry = lambda record, event: start(record['config']['FunctionArn'], event)


def start(arn: str, event) -> None:
    threading.Thread(target=run, args=(arn, event), daemon=True, name='steadfast-async').start()


def run(arn: str, event) -> None:
    record, config, name = lambda_svc._get_func_record_for_ref(arn)
    qualifier = qualifier_of(arn) or ''
    settings = settings_of(name, qualifier)
    request = str(uuid.uuid4())
    result, attempts, condition = attempt_all(under_name(record, arn), event, settings)
    failed = bool(result.get('error'))
    if failed:
        # Counted whether or not somebody takes the event.
        put_of_function(name, 'AsyncEventsDropped')
    target = (settings.get('DestinationConfig') or {}).get('OnFailure' if failed else 'OnSuccess', {}).get('Destination')
    sender = Sender(arn, config, f'aws/lambda/async/{name}')
    if target:
        sender.send(target, envelope(arn, config, event, result, request, attempts, condition))
    elif failed:
        dead_letter = (lambda_svc._functions[name]['config'].get('DeadLetterConfig') or {}).get('TargetArn')
        if dead_letter:
            sender.send_dead_letter(dead_letter, event, result, request)
        else:
            logger.error('async: an event for %s is lost after %d attempts: no destination', arn, attempts)


def settings_of(name: str, qualifier: str) -> dict:
    configs = lambda_svc._functions[name].get('event_invoke_configs') or {}
    # $LATEST and no qualifier at all are the same thing to Lambda.
    keys = (qualifier,) if qualifier not in ('', '$LATEST') else ('', '$LATEST')
    return next((configs[key] for key in keys if key in configs), {})


def attempt_all(record: dict, event, settings: dict):
    """Throttling costs time but no attempt; a failure costs an attempt."""
    deadline = time.monotonic() + float(settings.get('MaximumEventAgeInSeconds', 21600))
    most = int(settings.get('MaximumRetryAttempts', 2)) + 1
    attempts = 0
    while True:
        result = lambda_svc._execute_function_with_config_scope(record, event)
        throttled = bool(result.get('throttle'))
        attempts += 0 if throttled else 1
        if not result.get('error'):
            return result, attempts, 'Success'
        if attempts >= most:
            return result, attempts, 'RetriesExhausted'
        pause = THROTTLE_SECONDS if throttled else RETRY_SECONDS * attempts
        if time.monotonic() + pause > deadline:
            return result, attempts, 'EventAgeExceeded'
        time.sleep(pause)


def envelope(arn, config, event, result, request, attempts, condition) -> dict:
    response = {'statusCode': 200, 'executedVersion': config.get('Version', '$LATEST')}
    if result.get('error'):
        response['functionError'] = result.get('function_error') or 'Unhandled'
    return {
        'version': '1.0',
        'timestamp': timestamp(),
        'requestContext': {
            'requestId': request, 'functionArn': arn, 'condition': condition, 'approximateInvokeCount': attempts,
        },
        'requestPayload': event,
        'responseContext': response,
        'responsePayload': result.get('body'),
    }
