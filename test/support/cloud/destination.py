"""Sends the record of an invocation to its destination with the rights of the function's role.

A refusal is logged and the event is gone, as in AWS.
"""

import datetime
import json
import logging
import os
import uuid

from function_metrics import put_of_function
from role_session import client_of_role

logger = logging.getLogger('steadfast.destination')


def timestamp() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')


class Sender:
    def __init__(self, arn: str, config: dict, key_prefix: str) -> None:
        self.arn = arn
        self.name = config['FunctionName']
        self.role = config['Role']
        self.key_prefix = key_prefix

    def send(self, target: str, record: dict, only_in_bucket: dict = None) -> None:
        in_bucket = target.split(':')[2] == 's3'
        body = json.dumps({**record, **only_in_bucket} if in_bucket and only_in_bucket else record)
        self.guarded(target, lambda: self.put(target, body, condition=record['requestContext']['condition']))

    def send_dead_letter(self, target: str, event, result: dict, request: str) -> None:
        body = result.get('body') if isinstance(result.get('body'), dict) else {}
        attributes = {
            'RequestID': {'DataType': 'String', 'StringValue': request},
            'ErrorCode': {'DataType': 'Number', 'StringValue': '200'},
            'ErrorMessage': {'DataType': 'String', 'StringValue': str(body.get('errorMessage') or 'unknown')[:1024]},
        }
        self.guarded(target, lambda: self.put(target, json.dumps(event), attributes=attributes))

    def guarded(self, target: str, send) -> None:
        try:
            send()
            logger.info('destination: %s -> %s', self.arn, target)
        except Exception as error:  # whatever it was, the event is lost and the log must say so
            put_of_function(self.name, 'DestinationDeliveryFailures')
            logger.error('destination: an event for %s is lost: delivery to %s failed: %s', self.arn, target, error)

    def put(self, target: str, body: str, condition: str = '', attributes: dict = None) -> None:
        service = target.split(':')[2]
        if service == 'sqs':
            account, queue = target.split(':')[4:]
            url = f"https://127.0.0.1:{os.environ['GATEWAY_PORT']}/{account}/{queue}"
            self.client('sqs').send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes or {})
        elif service == 'sns':
            self.client('sns').publish(TopicArn=target, Message=body, MessageAttributes=attributes or {})
        elif service == 'lambda':
            self.client('lambda').invoke(FunctionName=target, InvocationType='Event', Payload=body)
        elif service == 's3':
            now = datetime.datetime.now(datetime.timezone.utc)
            key = f'{self.key_prefix}/{now:%Y/%m/%d/%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}'
            self.client('s3').put_object(Bucket=target.split(':::')[1], Key=key, Body=body)
        elif service == 'events':
            self.put_on_bus(target, body, condition)
        else:
            raise RuntimeError(f'no destination of the kind {service}')

    def put_on_bus(self, target: str, body: str, condition: str) -> None:
        kind = 'Success' if condition == 'Success' else 'Failure'
        answer = self.client('events').put_events(Entries=[{
            'EventBusName': target, 'Source': 'lambda', 'Detail': body, 'Resources': [self.arn],
            'DetailType': f'Lambda Function Invocation Result - {kind}',
        }])
        if answer.get('FailedEntryCount'):
            raise RuntimeError(answer['Entries'][0].get('ErrorMessage'))

    def client(self, service: str):
        return client_of_role(service, self.role, self.name)
