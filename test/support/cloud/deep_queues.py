"""A mapping receives from a queue with many messages without walking all of them each time.

The emulator goes through the whole queue several times for each batch: with
20,000 messages that was a third of all its work. What only a walk finds
(expired messages, exhausted ones further back) is still looked for, each second.
"""

import itertools
import time

from ministack.services import sqs

WALK_SECONDS = 1.0


def install() -> None:
    receive_walking = sqs._receive_messages_for_esm
    walked_at: dict = {}

    def receive(queue_url, max_number):
        now = time.time()
        if now - walked_at.get(queue_url, 0) < WALK_SECONDS:
            batch = receive_from_head(queue_url, max_number, now)
            if batch:
                return batch
        walked_at[queue_url] = now
        return receive_walking(queue_url, max_number)

    sqs._receive_messages_for_esm = receive


def receive_from_head(queue_url, max_number, now) -> list:
    """The first visible messages that have never been received; none where that leaves something to decide."""
    with sqs._queues_lock:
        queue = sqs._get_q(queue_url)
        if queue['is_fifo']:
            return []
        visible = (message for message in queue['messages'] if message.get('visible_at', 0) <= now)
        head = list(itertools.islice(visible, min(int(max_number or 1), 10)))
        if len(head) < max_number or any(message.get('receive_count') for message in head):
            return []
        visibility = int(queue['attributes'].get('VisibilityTimeout', '30'))
        return sqs._collect_msgs({**queue, 'messages': head}, len(head), visibility)
