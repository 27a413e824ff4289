"""The exhibitor's notebook, photographed: kept privately, without the telephone's traces, and not for ever."""

import hashlib
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from cooperatives import clock
from fairs.rounds.models import Tablet, Visit, VisitPhoto

logger = structlog.get_logger(__name__)

FORGET_PHOTOS = "fairs.forget_round_photos"
MOST_BYTES = 2 * 1024 * 1024
# Enough to read a page of handwriting; more would only fill the disk.
LONGEST_SIDE = 2000
MOST_PIXELS = 50_000_000
QUALITY = 80
FORGOTTEN_AT_ONCE = 500


class NotAPhoto(Exception):
    """The bytes are not a JPEG picture."""


class UnknownVisit(Exception):
    """No visit with this id was recorded from this tablet."""


def keep_photo(*, tablet: Tablet, visit_id: UUID, content: bytes) -> VisitPhoto:
    """Keep the photo of a visit, once; sent again, the first stays. Raises `UnknownVisit` and `NotAPhoto`."""
    visit = Visit.objects.filter(pk=visit_id, tablet=tablet).select_related("photo").first()
    if visit is None:
        raise UnknownVisit(str(visit_id))
    if hasattr(visit, "photo"):
        return visit.photo
    clean = _without_traces(content)
    # Named by its content: a file left behind by a lost race is the same file.
    name = f"rounds/{visit.pk}-{hashlib.sha256(clean).hexdigest()[:16]}.jpg"
    storage = storages["private"]
    kept = name if storage.exists(name) else storage.save(name, ContentFile(clean))
    return _note(visit, kept, hashlib.sha256(content).hexdigest())


@transaction.atomic
def _note(visit: Visit, name: str, digest: str) -> VisitPhoto:
    photo, is_new = VisitPhoto.objects.get_or_create(
        visit=visit, defaults={"file": name, "digest": digest, "received_at": clock.now()}
    )
    if not is_new and photo.file != name:
        transaction.on_commit(lambda: storages["private"].delete(name))
    return photo


def _without_traces(content: bytes) -> bytes:
    """The picture drawn anew, the right way up: place, device and date do not come along."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise NotAPhoto
            upright = ImageOps.exif_transpose(sent).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise NotAPhoto from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    drawn = BytesIO()
    bare.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    return drawn.getvalue()


def forget_old_photos() -> int:
    """Delete the photos that are older than `ROUND_PHOTO_DAYS`; answer how many. Their visits stay."""
    before = clock.now() - timedelta(days=settings.ROUND_PHOTO_DAYS)
    old = list(VisitPhoto.objects.filter(received_at__lt=before).order_by("pk")[:FORGOTTEN_AT_ONCE])
    for photo in old:
        # The row last: a file that could not be deleted is tried again tomorrow.
        storages["private"].delete(photo.file)
        photo.delete()
    logger.info("round_photos_forgotten", photos=len(old))
    return len(old)
