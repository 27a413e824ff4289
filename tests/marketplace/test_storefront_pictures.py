"""Uploaded pictures are made anew: in sizes and formats, upright, and without what hides in a file."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import override_settings
from PIL import Image

from catalogue.pictures import (
    MOST_BYTES,
    PictureRefused,
    PictureTooLarge,
    PictureTooSmall,
    PictureUnreadable,
    add_picture,
    make_renditions,
)
from catalogue.selectors import cards, for_sale
from marketplace.storefront.selectors.banners import banner, picture_at
from tests.factories import make_product

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def photograph(
    size: tuple[int, int] = (1600, 1200), *, kind: str = "JPEG", mode: str = "RGB", **more: object
) -> BytesIO:
    target = BytesIO()
    Image.new(mode, size, "#b0432a").save(target, format=kind, **more)
    return target


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(location=str(tmp_path))


def test_three_sizes_in_two_formats(storage: FileSystemStorage) -> None:
    made = make_renditions(photograph(), folder="products/x", storage=storage)

    assert sorted(made.avif) == sorted(made.webp) == ["112", "320", "640", "960"]
    assert (made.width, made.height) == (960, 720)
    for kind in ("avif", "webp"):
        for width, path in getattr(made, kind).items():
            with storage.open(path) as file, Image.open(file) as picture:
                assert picture.format == kind.upper()
                assert picture.size == (int(width), int(width) * 3 // 4)


def test_where_and_with_what_it_was_taken_is_dropped(storage: FileSystemStorage) -> None:
    exif = Image.Exif()
    exif[MAKE] = "A telephone"
    exif.get_ifd(GPS)[1] = "N"

    made = make_renditions(photograph(exif=exif), folder="x", storage=storage)

    for path in (*made.avif.values(), *made.webp.values()):
        with storage.open(path) as file, Image.open(file) as picture:
            assert not picture.getexif()
            assert b"A telephone" not in Path(storage.path(path)).read_bytes()


def test_a_picture_taken_sideways_stands_upright(storage: FileSystemStorage) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    made = make_renditions(photograph((1600, 1200), exif=exif), folder="x", storage=storage)

    assert (made.width, made.height) == (960, 1280)


def test_a_small_picture_is_not_blown_up(storage: FileSystemStorage) -> None:
    made = make_renditions(photograph((500, 500)), folder="x", storage=storage)

    assert sorted(made.webp) == ["112", "320", "500"]


def test_what_shows_through_gets_the_colour_of_the_page(storage: FileSystemStorage) -> None:
    upload = BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(upload, format="PNG")

    made = make_renditions(upload, folder="x", storage=storage)

    with storage.open(made.webp["400"]) as file, Image.open(file) as picture:
        assert picture.mode == "RGB"
        assert all(abs(a - b) < 6 for a, b in zip(picture.getpixel((9, 9)), (251, 246, 236), strict=True))


def test_names_cannot_be_guessed(storage: FileSystemStorage) -> None:
    first = make_renditions(photograph(), folder="x", storage=storage)
    second = make_renditions(photograph(), folder="x", storage=storage)

    assert set(first.webp.values()).isdisjoint(second.webp.values())


@pytest.mark.parametrize(
    ("upload", "refusal"),
    [
        (BytesIO(b""), PictureUnreadable),
        (BytesIO(b"GIF89a" + b"\0" * 100), PictureUnreadable),
        (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"), PictureUnreadable),
        (BytesIO(b"%PDF-1.7"), PictureUnreadable),
        (BytesIO(photograph().getvalue()[:2000]), PictureUnreadable),
        (BytesIO(b"\xff\xd8" + b"\0" * (MOST_BYTES + 1)), PictureTooLarge),
        (photograph((199, 300)), PictureTooSmall),
        (photograph((9000, 7000), kind="PNG", mode="1"), PictureTooLarge),
        (photograph((12000, 12000), kind="PNG", mode="1"), PictureTooLarge),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_written(
    storage: FileSystemStorage, upload: BytesIO, refusal: type[PictureRefused]
) -> None:
    with pytest.raises(refusal):
        make_renditions(upload, folder="x", storage=storage)

    assert list(Path(storage.location).iterdir()) == []


@pytest.mark.django_db
def test_the_first_picture_of_a_product_is_what_lists_show(tmp_path: Path) -> None:
    product = make_product(title_fr="Jarre", title_ar="جرة")

    with override_settings(MEDIA_ROOT=str(tmp_path)):
        first = add_picture(product=product, upload=photograph())
        second = add_picture(product=product, upload=photograph((400, 400)))

    product.refresh_from_db()
    assert (first.display_order, second.display_order) == (0, 1)
    assert product.picture["webp"] == first.renditions["webp"]
    assert (product.picture["alt_fr"], product.picture["illustration"]) == ("Jarre", False)
    card = cards(for_sale())[0]
    assert (card.picture.width, card.picture.height, card.picture.alt) == (960, 720, "جرة")
    assert [source.type for source in card.picture.sources] == ["image/avif", "image/webp"]
    assert card.picture.sources[0].srcset.count(" ") == 7
    assert (tmp_path / product.picture["avif"]["320"]).is_file()


def test_a_banner_is_found_with_its_other_widths(tmp_path: Path) -> None:
    (tmp_path / "regions").mkdir()
    for name in ("09-800.webp", "09-800.avif", "09-1600.avif", "091-800.avif"):
        (tmp_path / "regions" / name).write_bytes(photograph((800, 210), kind=name[-4:].strip(".")).getvalue())

    with override_settings(MEDIA_ROOT=tmp_path):
        found = banner("regions", "09")
        missing = banner("regions", "12")

    assert missing is None
    assert (found.src, found.width, found.height) == ("/media/regions/09-800.webp", 800, 210)
    assert found.sources[0].srcset == "/media/regions/09-800.avif 800w, /media/regions/09-1600.avif 1600w"


@pytest.mark.parametrize("path", ["", "../secret.webp", "/etc/passwd", "nowhere.webp", "."])
def test_no_picture_is_taken_from_outside_the_media(tmp_path: Path, path: str) -> None:
    media = tmp_path / "media"
    media.mkdir()
    (tmp_path / "secret.webp").write_bytes(photograph(kind="WEBP").getvalue())

    with override_settings(MEDIA_ROOT=media):
        assert picture_at(path) is None
