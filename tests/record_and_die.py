"""A process that records again and again in children of its own, and kills them at any moment.

Arguments: the programme's directory, how many children, the seed of the moments.
Prints how many were killed in the middle of their work.
"""

import os
import random
import signal
import sys
import time
from datetime import date

from benelux_tracker.model import StatusUpdate, Text
from benelux_tracker.storage.record import record
from benelux_tracker.vocabulary import ActionId


def main(directory: str, children: int, seed: int) -> None:
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    text = Text("What happened. " * 2000)
    update = StatusUpdate(action=ActionId("a1"), date=date(2026, 12, 30), percent=40, summary=text)
    record(directory, update)  # what is opened on first use is open in every child

    def begin() -> int:
        child = os.fork()
        if not child:
            record(directory, update)
            os._exit(0)
        return child

    begun = time.monotonic()
    for _ in range(10):
        os.waitpid(begin(), 0)
    longest = 1.3 * (time.monotonic() - begun) / 10
    killed = 0
    for _ in range(children):
        child = begin()
        time.sleep(moments.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
    sys.stdout.write(f"{killed}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
