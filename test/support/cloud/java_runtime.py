"""Functions of Lambda's Java runtimes, run by the host's `java` instead of a container.

The emulator runs Java only in the image that AWS publishes. Here the classes are called by a small client of the runtime API,
JavaRuntime.java, which knows one form of handler: `package.Class::method` with an InputStream and an OutputStream.
"""

import io
import pathlib
import zipfile

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

CLIENT = pathlib.Path(__file__).with_name('JavaRuntime.java')
BOOTSTRAP = f'#!/bin/sh\nexec java -cp "$LAMBDA_TASK_ROOT:$LAMBDA_TASK_ROOT/lib/*" {CLIENT} "$_HANDLER"\n'


class JavaWorker(lambda_runtime.ProvidedWorker):
    def __init__(self, name: str, config: dict, code: bytes):
        super().__init__(name, config, with_bootstrap(code))


def install() -> None:
    worker_class_for = lambda_runtime._worker_class_for
    in_container = lambda_svc._execute_function_docker

    def execute(function, event, request_id):
        config = function.get('config') or function
        run = lambda_svc._execute_function_provided_warm if is_java(config) else in_container
        return run(function, event, request_id)

    lambda_runtime._worker_class_for = lambda config: JavaWorker if is_java(config) else worker_class_for(config)
    lambda_svc._execute_function_docker = execute


def is_java(config: dict) -> bool:
    return config.get('PackageType') != 'Image' and str(config.get('Runtime', '')).startswith('java')


def with_bootstrap(code: bytes) -> bytes:
    package = io.BytesIO(code)
    with zipfile.ZipFile(package, 'a') as archive:
        archive.writestr('bootstrap', BOOTSTRAP)
    return package.getvalue()
