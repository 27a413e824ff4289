"""Uploaded pictures: made again in the sizes and formats that pages show; what was uploaded is not kept.

Making them anew drops EXIF (where a photograph was taken, with which telephone) and whatever
else hides in a file that only looks like a picture.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.db.models import Max
from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue.models import Product, ProductImage
from cooperatives.texts import texts_of
from cooperatives.writing import update_instances

# The least is for lists, in which a picture is as large as a thumb.
WIDTHS = (112, 320, 640, 960)
READABLE = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
QUALITY = {"avif": 60, "webp": 78}
# Twelve of them shall come in a second over a bad network.
LIST_QUALITY = {"avif": 38, "webp": 50}
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
LEAST_WIDTH = 200
PAPER = (251, 246, 236)


class PictureRefused(Exception):
    """The file cannot become a product's picture."""


class PictureUnreadable(PictureRefused):
    """Not a picture, or of a kind that cannot be read."""


class PictureTooLarge(PictureRefused):
    """More bytes or pixels than a telephone's camera makes."""


class PictureTooSmall(PictureRefused):
    """Too few pixels to show a product."""


@dataclass(frozen=True)
class Renditions:
    """What was made of one picture: paths below MEDIA_URL by format and width, and its size at its widest."""

    avif: dict[str, str]
    webp: dict[str, str]
    width: int
    height: int

    def as_json(self) -> dict[str, object]:
        return {"avif": self.avif, "webp": self.webp, "width": self.width, "height": self.height}


def make_renditions(upload: BinaryIO, *, folder: str, storage: Storage = default_storage) -> Renditions:
    """Write `upload` in every size and format below `folder`, under names that nobody can guess.

    Raises `PictureRefused`; nothing has been written then.
    """
    picture = read_picture(upload)
    files = {
        (kind, width): _encoded(picture, kind=kind, width=width) for width in _widths(picture.width) for kind in QUALITY
    }
    stem = f"{folder.rstrip('/')}/{secrets.token_hex(8)}"
    paths: dict[str, dict[str, str]] = {kind: {} for kind in QUALITY}
    for (kind, width), content in files.items():
        paths[kind][str(width)] = storage.save(f"{stem}-{width}.{kind}", ContentFile(content))
    widest = _widths(picture.width)[-1]
    return Renditions(**paths, width=widest, height=_height(picture, widest))


def read_picture(upload: BinaryIO) -> Image.Image:
    """The picture in `upload`, upright, without transparency; raises `PictureRefused`."""
    upload.seek(0, 2)
    if upload.tell() > MOST_BYTES:
        raise PictureTooLarge
    upload.seek(0)
    try:
        with Image.open(upload, formats=READABLE) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureTooLarge
            opened.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
            picture = _on_paper(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureUnreadable from error
    if picture.width < LEAST_WIDTH:
        raise PictureTooSmall
    return picture


def _on_paper(picture: Image.Image) -> Image.Image:
    """`picture` in plain colours; what shows through gets the colour of the page."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    with_alpha = picture.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, (*PAPER, 255))
    return Image.alpha_composite(paper, with_alpha).convert("RGB")


def _widths(width: int) -> list[int]:
    """The widths to make: none above the picture's own, which would only blow it up."""
    smaller = [step for step in WIDTHS if step < width]
    return [*smaller, min(width, WIDTHS[-1])] if len(smaller) < len(WIDTHS) else list(WIDTHS)


def _height(picture: Image.Image, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def _encoded(picture: Image.Image, *, kind: str, width: int) -> bytes:
    target = BytesIO()
    # A fresh picture: neither EXIF nor a colour profile of the old one is carried over.
    bare = Image.new("RGB", (width, _height(picture, width)))
    bare.paste(picture.resize(bare.size, Image.Resampling.LANCZOS))
    bare.save(target, format=kind.upper(), quality=(LIST_QUALITY if width == WIDTHS[0] else QUALITY)[kind])
    return target.getvalue()


def add_picture(*, product: Product, upload: BinaryIO, is_illustration: bool = False) -> ProductImage:
    """Add `upload` as the last picture of `product`; the first one is what lists show."""
    made = make_renditions(upload, folder=folder_of(product.public_id))
    return attach_picture(product=product, made=made, is_illustration=is_illustration)


def turned(image: ProductImage, *, storage: Storage = default_storage) -> BytesIO:
    """A picture of a product a quarter turn to the right, as an upload; no more is lost than by writing it once."""
    target = BytesIO()
    with storage.open(image.original.name) as file, Image.open(file) as opened:
        opened.convert("RGB").transpose(Image.Transpose.ROTATE_270).save(target, format="PNG")
    target.seek(0)
    return target


def folder_of(public_id: str) -> str:
    """Where the pictures of a product lie, below MEDIA_ROOT."""
    return f"products/{public_id}"


@transaction.atomic
def attach_picture(*, product: Product, made: Renditions, is_illustration: bool = False) -> ProductImage:
    """Add what was made of a picture as the last one of `product`."""
    last = product.images.aggregate(last=Max("display_order"))["last"]
    image = ProductImage.objects.create(
        product=product,
        original=made.webp[str(made.width)],
        display_order=0 if last is None else last + 1,
        renditions=made.as_json(),
        is_illustration=is_illustration,
    )
    repeat_first_picture(product=product)
    return image


def repeat_first_picture(*, product: Product) -> None:
    """Copy the first image's renditions onto the product, from where lists read them without another query."""
    repeat_first_pictures(products=[product])


def repeat_first_pictures(*, products: Sequence[Product]) -> None:
    """As `repeat_first_picture` for many, in two statements."""
    shown = ProductImage.objects.filter(product__in=products, is_held_back=False)
    ordered = shown.order_by("product_id", "display_order", "id").distinct("product_id")
    first = {image.product_id: image for image in ordered}
    for product in products:
        image = first.get(product.pk)
        product.picture = {} if image is None else image.renditions | _words(product, image)
    update_instances(products, ["picture"])


def _words(product: Product, image: ProductImage) -> dict[str, object]:
    alts = {
        f"alt_{language}": getattr(image, f"caption_{language}") or title
        for language, title in texts_of(product, "title").items()
    }
    return {**alts, "illustration": image.is_illustration}
