"""Serves the emulator over TLS: ministack, with what AWS does around an invocation put right.

Not through the `ministack` command, which also takes port 443 where it may,
and whose SIGTERM handler can hang. Arguments: port, certificate, key.
"""

import asyncio
import sys

import alarm_evaluation
import asynchronous_invocation
import batch_permissions
import deep_queues
import delivery
import function_metrics
import java_runtime
import qualified_invocation
import secret_references
import stream_batches
from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app


def main(port: str, certificate: str, key: str) -> None:
    for part in (
        alarm_evaluation, asynchronous_invocation, batch_permissions, deep_queues, delivery, function_metrics, java_runtime, qualified_invocation,
        secret_references, stream_batches,
    ):
        part.install()
    config = Config()
    config.bind = [f'127.0.0.1:{port}']
    config.certfile, config.keyfile = certificate, key
    config.keep_alive_timeout = 75
    config.loglevel = 'INFO'
    asyncio.run(serve(app, config))


if __name__ == '__main__':
    main(*sys.argv[1:])
