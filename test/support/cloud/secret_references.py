"""What `Ref` says of a secret is its ARN (AWS::SecretsManager::Secret, "Return values"); the emulator said its name, which no policy can use."""

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners


def install() -> None:
    handlers = provisioners._RESOURCE_HANDLERS['AWS::SecretsManager::Secret']
    create, update, delete = (handlers[step] for step in ('create', 'update', 'delete'))

    def create_and_refer(*arguments):
        return by_arn(create(*arguments))

    def update_and_refer(physical_id, *arguments, **named):
        return by_arn(update(name_of(physical_id), *arguments, **named))

    handlers.update(create=create_and_refer, update=update_and_refer, delete=lambda physical_id, props: delete(name_of(physical_id), props))


def by_arn(made: tuple) -> tuple:
    _name, attributes = made
    return attributes['Arn'], attributes


def name_of(arn: str) -> str:
    name, _secret = secretsmanager._resolve(arn)
    return name or arn
