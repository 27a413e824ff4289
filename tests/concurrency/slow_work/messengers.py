"""A carrier that writes what it was handed into a file, and can be killed before or after that."""

from cooperatives.outbox.models import Message
from tests.concurrency.slow_work import folder, linger


class FileMessenger:
    def send(self, message: Message) -> None:
        if message.key.startswith("before"):
            linger("before")
        with (folder() / "carried").open("a") as file:
            file.write(f"{message.key}\n")
        if message.key.startswith("after"):
            linger("after")
