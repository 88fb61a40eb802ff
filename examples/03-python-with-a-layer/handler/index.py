from greeting import hello


def handler(event, context):
    return hello(event["name"])
