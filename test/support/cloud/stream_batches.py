"""What Lambda does with a failing batch of a stream, as its developer guide describes it.

The emulator repeats a failing batch for ever. Here the mapping's limits count:
partial results, splitting, retries, age, and the destination, reached with the
function's own role. A mapping without a limit keeps the emulator's behaviour.
"""

import datetime
import json
import logging
import threading
import time
import uuid

from ministack.services import lambda_svc

from destination import Sender, timestamp
from qualified_invocation import under_name

# The emulator has one thread for all mappings, which must not wait as long as AWS does.
RETRY_SECONDS = 0.1
logger = logging.getLogger('steadfast.stream')
poll = threading.local()


def install() -> None:
    execute = lambda_svc._execute_function
    lambda_svc._poll_kinesis = marked(lambda_svc._poll_kinesis)
    lambda_svc._poll_dynamodb_streams = marked(lambda_svc._poll_dynamodb_streams)

    def execute_function(function, event):
        mapping = mapping_of(function, event) if getattr(poll, 'active', False) else None
        if mapping is None:
            return execute(function, event)
        poll.active = False
        try:
            return Batch(mapping, function, execute).run(event['Records'])
        finally:
            poll.active = True

    lambda_svc._execute_function = execute_function


def marked(poll_streams):
    def run():
        poll.active = True
        try:
            return poll_streams()
        finally:
            poll.active = False
    return run


def mapping_of(function: dict, event):
    source = event['Records'][0]['eventSourceARN']
    name = function['config']['FunctionName']
    return next((
        mapping for _account, _region, mapping in lambda_svc._iter_all_esms()
        if mapping['EventSourceArn'] == source and mapping['FunctionName'] == name
    ), None)


def sequence_number(record: dict) -> str:
    return (record.get('dynamodb') or {}).get('SequenceNumber') or (record.get('kinesis') or {}).get('sequenceNumber') or ''


def arrival(record: dict) -> float:
    return float(
        (record.get('dynamodb') or {}).get('ApproximateCreationDateTime')
        or (record.get('kinesis') or {}).get('approximateArrivalTimestamp') or time.time())


def instant(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


class Batch:
    def __init__(self, mapping: dict, function: dict, execute) -> None:
        self.mapping = mapping
        self.function = under_name(function, mapping['FunctionArn'])
        self.execute = execute
        self.retries = int(mapping.get('MaximumRetryAttempts', -1))
        self.age = int(mapping.get('MaximumRecordAgeInSeconds', -1))
        self.partial = 'ReportBatchItemFailures' in (mapping.get('FunctionResponseTypes') or [])

    def run(self, records: list) -> dict:
        """Ends with a success when every record was processed or parked, as the position may then move on."""
        attempts = 0
        while True:
            result = self.execute(self.function, {'Records': records})
            attempts += 1
            left = self.unprocessed(records, result)
            if not left:
                return result
            split = self.mapping.get('BisectBatchOnFunctionError') and len(left) == len(records) > 1
            records = left
            if self.age > 0 and time.time() - arrival(records[0]) > self.age:
                return self.park(records, result, 'RecordAgeExceeded', attempts)
            if split and self.limited:
                middle = len(records) // 2
                first = self.run(records[:middle])
                return first if first.get('error') else self.run(records[middle:])
            if not self.limited:
                return {**result, 'error': True}
            if 0 <= self.retries < attempts:
                return self.park(records, result, 'RetryAttemptsExhausted', attempts)
            time.sleep(RETRY_SECONDS)

    @property
    def limited(self) -> bool:
        return self.retries >= 0 or self.age > 0

    def unprocessed(self, records: list, result: dict) -> list:
        if result.get('error'):
            return records
        body = result.get('body')
        if not self.partial or not isinstance(body, dict):
            return []
        failed = {failure.get('itemIdentifier') for failure in body.get('batchItemFailures') or []}
        if not failed:
            return []
        numbers = [sequence_number(record) for record in records]
        # From the lowest failure on, everything comes again; an unknown number fails the whole batch.
        return records[min(numbers.index(number) for number in failed):] if failed <= set(numbers) else records

    def park(self, records: list, result: dict, condition: str, attempts: int) -> dict:
        target = ((self.mapping.get('DestinationConfig') or {}).get('OnFailure') or {}).get('Destination')
        if target:
            shard = self.shard(records)
            prefix = f"aws/lambda/{self.mapping['UUID']}/{shard}"
            sender = Sender(self.mapping['FunctionArn'], self.function['config'], prefix)
            pointer = self.pointer(records, result, condition, attempts, shard)
            # Only a bucket gets the records themselves; queues and topics get where they stood.
            sender.send(target, pointer, only_in_bucket={'payload': json.dumps({'Records': records})})
        else:
            logger.error('stream: %d records for %s are lost: no destination', len(records), self.mapping['FunctionArn'])
        return {'body': None, 'log': result.get('log', '')}

    def shard(self, records: list) -> str:
        identifier = str(records[0].get('eventID', ''))
        return identifier.split(':')[0] if 'kinesis' in records[0] else 'shardId-00000000000000000000-00000000'

    def pointer(self, records: list, result: dict, condition: str, attempts: int, shard: str) -> dict:
        return {
            'requestContext': {
                'requestId': str(uuid.uuid4()), 'functionArn': self.mapping['FunctionArn'],
                'condition': condition, 'approximateInvokeCount': attempts,
            },
            'responseContext': {
                'statusCode': 200, 'executedVersion': self.function['config'].get('Version', '$LATEST'),
                'functionError': 'Unhandled' if result.get('error') else None,
            },
            'version': '1.0',
            'timestamp': timestamp(),
            'KinesisBatchInfo' if 'kinesis' in records[0] else 'DDBStreamBatchInfo': {
                'shardId': shard,
                'startSequenceNumber': sequence_number(records[0]),
                'endSequenceNumber': sequence_number(records[-1]),
                'approximateArrivalOfFirstRecord': instant(arrival(records[0])),
                'approximateArrivalOfLastRecord': instant(arrival(records[-1])),
                'batchSize': len(records),
                'streamArn': self.mapping['EventSourceArn'],
            },
        }
