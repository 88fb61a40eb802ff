"""AWS clients of this cloud that act as one of its roles, so that the role's policies decide."""

import os

import boto3
from ministack.core.lambda_runtime import execution_credentials


def client_of_role(service: str, role_arn: str, session_name: str):
    account = role_arn.split(':')[4]
    credentials = execution_credentials({
        'Role': role_arn,
        'FunctionName': session_name,
        'FunctionArn': f'arn:aws:lambda:us-east-1:{account}:function:{session_name}',
    })
    return boto3.client(
        service,
        region_name='us-east-1',
        endpoint_url=f"https://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        verify=os.environ['MINISTACK_SSL_CERT'],
        aws_access_key_id=credentials['AWS_ACCESS_KEY_ID'],
        aws_secret_access_key=credentials['AWS_SECRET_ACCESS_KEY'],
        aws_session_token=credentials['AWS_SESSION_TOKEN'] or None,
    )
