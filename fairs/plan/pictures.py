"""The picture that lies below a plan's grid: decoded and written anew, so that nothing but the picture is kept."""

from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from catalogue.pictures import read_picture
from cooperatives.identifiers import new_public_id

LARGEST_SIDE = 2000
QUALITY = 80


def keep_plan_picture(upload: BinaryIO) -> str:
    """Write the picture among the media, at most 2,000 dots a side; answer its path. Raises as `read_picture`."""
    picture = read_picture(upload).convert("RGB")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    written = BytesIO()
    picture.save(written, "WEBP", quality=QUALITY)
    return str(default_storage.save(f"plans/{new_public_id()}.webp", ContentFile(written.getvalue())))
