"""Stores each order of the batch; an order that fails is repeated alone, and parked after five attempts."""
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handler(event, _context):
    failures = []
    for record in event["Records"]:
        try:
            table.put_item(Item=json.loads(record["body"]))
        except Exception as error:  # whatever it was, only this message failed
            print(json.dumps({"message": "order not stored", "id": record["messageId"], "error": str(error)}))
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
