import json
import logging

logging.getLogger().setLevel(logging.INFO)


def handler(event, context):
    """Takes a batch of orders, and reports those that failed: only they come back."""
    failures = []
    for message in event["Records"]:
        try:
            logging.info("Took order %s", json.loads(message["body"])["id"])
        except Exception:
            logging.exception("An order failed")
            failures.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failures}
