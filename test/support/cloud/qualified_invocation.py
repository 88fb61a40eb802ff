"""What belongs to a function counts for each of its versions too, and a queue's batch arrives under the alias's name.

The emulator keeps reserved concurrency on the unpublished function only, so a
call through an alias was never throttled; and a mapping that moves to an alias
in an update went on with the unpublished function.
"""

from ministack.services import lambda_svc
from ministack.services.cloudformation import provisioners


def install() -> None:
    reserved_of_record = lambda_svc._reserved_concurrency
    run_batch = lambda_svc._run_sqs_batch
    mapping_handlers = provisioners._RESOURCE_HANDLERS['AWS::Lambda::EventSourceMapping']
    update_mapping = mapping_handlers['update']

    def reserved_concurrency(function, config):
        return reserved_of_record(lambda_svc._functions.get(config.get('FunctionName')) or function, config)

    def run_sqs_batch(mapping, record, *rest):
        return run_batch(mapping, under_name(record, mapping['FunctionArn']), *rest)

    def update_mapping_and_qualifier(*arguments, **named):
        updated = update_mapping(*arguments, **named)
        mapping = lambda_svc._esms.get(updated[0])
        if mapping:
            mapping['Qualifier'] = qualifier_of(mapping['FunctionArn'])
        return updated

    lambda_svc._reserved_concurrency = reserved_concurrency
    lambda_svc._run_sqs_batch = run_sqs_batch
    mapping_handlers['update'] = update_mapping_and_qualifier


def qualifier_of(arn: str):
    return arn.split(':')[7] if arn.count(':') == 7 else None


def under_name(record: dict, arn: str) -> dict:
    """The same version, invoked as `arn`; a copy, since all callers share the record."""
    return {**record, 'config': {**(record.get('config') or record), 'FunctionArn': arn}}
