"""Keeps what each customer has ordered, from the changes of the table of orders; every change counts once."""

import json
import os
import time

import boto3
from botocore.exceptions import ClientError

DYNAMODB = boto3.client('dynamodb')
TABLE = os.environ['TABLE_NAME']

# Longer than a change can come again: a day in the stream, two weeks where failed records are parked, and time to mend.
REMEMBERED_SECONDS = 35 * 24 * 3600
ATTEMPTS = 10


def handler(event, _context):
    """Adds changes up to the first that fails; the stream sends that one again, and what follows it."""
    for record in event['Records']:
        try:
            add_once(record)
        except Exception as error:  # whatever it is, the stream must hear of it
            sequence_number = record['dynamodb']['SequenceNumber']
            print(json.dumps({'message': str(error), 'sequenceNumber': sequence_number}))
            return {'batchItemFailures': [{'itemIdentifier': sequence_number}]}
    return {'batchItemFailures': []}


def add_once(record: dict) -> None:
    """A transaction adds the change and remembers its id, or does neither."""
    writes = [remembered(record['eventID']), *updates(record['dynamodb'])]
    for attempt in range(1, ATTEMPTS + 1):
        try:
            DYNAMODB.transact_write_items(TransactItems=writes)
            return
        except ClientError as error:
            reasons = [reason.get('Code') for reason in error.response.get('CancellationReasons') or []]
            if reasons[:1] == ['ConditionalCheckFailed']:
                return  # it is in the totals already
            if 'TransactionConflict' not in reasons or attempt == ATTEMPTS:
                raise
            time.sleep(0.02 * 2 ** attempt)


def remembered(event_id: str) -> dict:
    expires = str(int(time.time()) + REMEMBERED_SECONDS)
    return {'Put': {
        'TableName': TABLE,
        'Item': {'pk': {'S': f'change#{event_id}'}, 'expiresAt': {'N': expires}},
        'ConditionExpression': 'attribute_not_exists(pk)',
    }}


def updates(change: dict) -> list:
    """What is new is added, what was before is taken off; an order may change its customer."""
    totals: dict = {}
    for image, sign in ((change.get('OldImage'), -1), (change.get('NewImage'), 1)):
        if image:
            customer, total = image['customer']['S'], int(image['total']['N'])
            orders, amount = totals.get(customer, (0, 0))
            totals[customer] = (orders + sign, amount + sign * total)
    return [update(customer, *total) for customer, total in totals.items()]


def update(customer: str, orders: int, amount: int) -> dict:
    return {'Update': {
        'TableName': TABLE,
        'Key': {'pk': {'S': f'total#{customer}'}},
        'UpdateExpression': 'ADD orders :orders, amount :amount',
        'ExpressionAttributeValues': {':orders': {'N': str(orders)}, ':amount': {'N': str(amount)}},
    }}
