"""A carrier of short messages that writes down what it was handed, one key a line."""

from django.conf import settings

from cooperatives.outbox.models import Message

FILE = "carried"


class FileMessenger:
    """Appends: what is written in one go by several workers does not mix."""

    def send(self, message: Message) -> None:
        """Write the message's key."""
        with (settings.PRIVATE_MEDIA_ROOT.parent / FILE).open("a", encoding="utf-8") as file:
            file.write(f"{message.key}\n")
