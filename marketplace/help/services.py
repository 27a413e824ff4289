"""Keeping a recording of help; the one before stays in the history."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from marketplace.help.models import HelpRecording
from marketplace.help.selectors import sentence_digest
from marketplace.help.sounds import Sound, heard

MOST_BYTES = 2 * 1024 * 1024
MOST_SECONDS = 120
# Two keepers of one recording wait for each other: the first half of an advisory lock's key.
RECORDING = 7_420_120


class TooLong(Exception):
    """Nobody listens to help for more than two minutes."""


class TooHeavy(Exception):
    """More than a telephone on a slow network can fetch."""


class Silent(Exception):
    """The recording holds less than a second."""


def keep_recording(*, screen: str, language: str, content: bytes, by: User) -> HelpRecording:
    """Keep what is heard on a screen in a spoken language, in the place of what was.

    Raises `NotASound`, `Silent`, `TooLong` and `TooHeavy`.
    """
    sound = _checked(content)
    # Its name tells nothing of who or what; a file that a failed transaction leaves behind is lost space, no more.
    name = storages["private"].save(f"help/{secrets.token_hex(16)}.{sound.ending}", ContentFile(content))
    return _replace(screen=screen, language=language, name=name, sound=sound, by=by)


def _checked(content: bytes) -> Sound:
    if len(content) > MOST_BYTES:
        raise TooHeavy
    sound = heard(content)
    if sound.milliseconds < 1000:
        raise Silent
    if sound.milliseconds > MOST_SECONDS * 1000:
        raise TooLong
    return sound


@transaction.atomic
def _replace(*, screen: str, language: str, name: str, sound: Sound, by: User) -> HelpRecording:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [RECORDING, f"{screen}:{language}"])
    now = clock.now()
    before = HelpRecording.objects.filter(screen=screen, language=language, replaced_at__isnull=True)
    old = before.first()
    before.update(replaced_at=now)
    new = HelpRecording.objects.create(
        screen=screen,
        language=language,
        file=name,
        kind=sound.kind,
        seconds=-(-sound.milliseconds // 1000),
        sentence_digest=sentence_digest(screen),
        made_by=by,
        made_at=now,
    )
    record_act(
        action="help.record",
        subject=new,
        by=by,
        before={"recording": old.public_id} if old else {},
        after={"screen": screen, "language": language, "recording": new.public_id},
    )
    return new
