"""Pictures in messages: drawn anew without what the camera wrote into them, and kept where only the two sides look."""

import secrets
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from catalogue.pictures import read_picture
from marketplace.order.models import Order

# Enough to see a broken jar, little enough for a weak network.
LONGEST_SIDE = 1280
QUALITY = 78


def keep_picture(order: Order, upload: BinaryIO) -> tuple[str, int, int]:
    """Write `upload` into the private storage; its name there, width and height. Raises `PictureRefused`."""
    picture = read_picture(upload)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh one: neither position nor device nor profile comes along.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    drawn = BytesIO()
    bare.save(drawn, "JPEG", quality=QUALITY, optimize=True)
    name = f"messages/{order.public_id}/{secrets.token_hex(8)}.jpg"
    return storages["private"].save(name, ContentFile(drawn.getvalue())), bare.width, bare.height


def forget_picture(name: str) -> None:
    """Delete a picture that no message names."""
    storages["private"].delete(name)
