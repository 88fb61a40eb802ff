"""What Lambda counts of each invocation, whoever made it, under the dimensions that its developer guide documents.

The emulator counts direct calls only, and by the function's name alone. What is
reached through a version or an alias is counted under `Resource` too, and for an
alias under `ExecutedVersion`, by which a canary is told from the version before it.
"""

import time

from ministack.services import cloudwatch, lambda_svc

from qualified_invocation import qualifier_of


def install() -> None:
    execute = lambda_svc._execute_function

    def execute_and_count(record, event):
        started = time.time()
        result = execute(record, event)
        count(record.get('config') or record, result, (time.time() - started) * 1000)
        return result

    # A record of another account's runs the function again under its own name; it is counted there.
    lambda_svc._execute_function = execute_and_count
    lambda_svc._emit_lambda_metrics = lambda *_arguments, **_named: None


def count(config: dict, result, milliseconds: float) -> None:
    result = result if isinstance(result, dict) else {}
    if result.get('throttle'):
        put(config, {'Throttles': (1, 'Count')})
        return
    put(config, {
        'Invocations': (1, 'Count'),
        'Errors': (1 if result.get('error') else 0, 'Count'),
        'Throttles': (0, 'Count'),
        'Duration': (milliseconds, 'Milliseconds'),
    })


def put(config: dict, metrics: dict) -> None:
    for dimensions in dimension_sets(config):
        for name, (value, unit) in metrics.items():
            cloudwatch.record_metric('AWS/Lambda', name, value, unit, dimensions)


def dimension_sets(config: dict) -> list:
    """"Viewing metrics for Lambda functions": by function, by resource, by executed version."""
    name, version = config['FunctionName'], config.get('Version', '$LATEST')
    sets = [{'FunctionName': name}]
    qualifier = qualifier_of(config.get('FunctionArn', ''))
    if qualifier:
        sets.append({'FunctionName': name, 'Resource': f'{name}:{qualifier}'})
        if qualifier != version:
            sets.append({**sets[1], 'ExecutedVersion': version})
    return sets


def put_of_function(name: str, metric: str) -> None:
    """What is counted for the function as a whole, whatever was invoked."""
    cloudwatch.record_metric('AWS/Lambda', metric, 1, 'Count', {'FunctionName': name})
