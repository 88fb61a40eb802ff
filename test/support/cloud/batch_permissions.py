"""A batch call needs the right of the single call, as on AWS, where no right is named after a batch.

The emulator asks for `sqs:SendMessageBatch`, which no policy can rightly grant.
"""

from ministack.core import iam_actions

SINGLE_CALLS = {
    'sqs:SendMessageBatch': 'sqs:SendMessage',
    'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
    'sns:PublishBatch': 'sns:Publish',
}


def install() -> None:
    action_of_call = iam_actions.extract_iam_action

    def action_of_single_call(*arguments, **named):
        action = action_of_call(*arguments, **named)
        return SINGLE_CALLS.get(action, action)

    iam_actions.extract_iam_action = action_of_single_call
