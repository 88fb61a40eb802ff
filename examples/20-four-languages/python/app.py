from pathlib import Path

from aws_cdk import App, Duration, Stack, Validations, aws_dynamodb as dynamodb, aws_lambda as lambda_, aws_sns as sns
from cdk_steadfast import Access, Concurrency, QueueTrigger, Release, SteadfastDefaults, SteadfastFunction, rules

app = App()
Validations.of(app).add_plugins(rules.SteadfastChecks())
stack = Stack(app, "Orders")
alarms = sns.Topic.from_topic_arn(stack, "Alarms", f"arn:aws:sns:{stack.region}:{stack.account}:alarms")
SteadfastDefaults.of(app).set(alarm_topic=alarms)

orders = dynamodb.Table(
    stack,
    "Table",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
    billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
)

store = SteadfastFunction(
    stack,
    "Store",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_asset(str(Path(__file__).parent.parent / "handler")),
    timeout=Duration.seconds(20),
    environment={"TABLE_NAME": orders.table_name},
    concurrency=Concurrency.reserved(10),
    release=Release.canary(),
)
store.grant_access(Access.write_items(orders))
store.add_event_source(QueueTrigger())

app.synth()
