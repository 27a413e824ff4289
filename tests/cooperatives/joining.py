"""Cooperatives on their way in, for tests: begun, told, photographed, sent."""

from io import BytesIO
from typing import Any

from PIL import Image

from cooperatives.accounts.models import User
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.models import Paper
from cooperatives.joining.papers import accept_paper, add_pages, ask_again, pages_of
from cooperatives.joining.second_officer import accept_as_officer, name_second_officer
from cooperatives.joining.selectors import kinds_asked_of
from cooperatives.joining.services import begin_joining, send_for_checking, write_about
from cooperatives.models import Cooperative
from cooperatives.photographs import Photograph, read_photograph
from cooperatives.team.models import Invitation
from tests.factories import make_commune, make_user

ICE = "001561191000066"
TOLD = {
    "sector": "food_processing",
    "member_count": 12,
    "women_count": 7,
    "youth_count": 2,
    "registration_number": "RC 12/2024",
    "ice": ICE,
}
MAKE, MODEL, GPS = 0x010F, 0x0110, 0x8825


def picture(*, size: tuple[int, int] = (900, 1200), kind: str = "JPEG", shade: int = 200) -> bytes:
    """A photograph as a telephone takes it: it says where, and with what."""
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "Souk", "Telephone 3"
    exif.get_ifd(GPS)[1] = "N"
    drawn = BytesIO()
    Image.new("RGB", size, (shade, 180, 90)).save(drawn, kind, exif=exif)
    return drawn.getvalue()


def photograph(shade: int = 200) -> Photograph:
    return read_photograph(BytesIO(picture(size=(400, 500), shade=shade)))


def make_joining(by: User | None = None, **given: Any) -> Cooperative:
    """A cooperative that was begun a moment ago."""
    values = {"name": "Coopérative Tissa", "language": "fr", "kind": "cooperative", "commune_id": make_commune().pk}
    return begin_joining(**values | given, by=by or make_user(first_name="Amina"))


def applicant_of(cooperative: Cooperative) -> User:
    return User.objects.get(memberships=cooperative.memberships.order_by("pk").first())


def name_second(cooperative: Cooperative, user: User) -> Invitation:
    return name_second_officer(
        cooperative_id=cooperative.pk, phone=user.phone, language="fr", by=applicant_of(cooperative)
    )


def give_second_officer(cooperative: Cooperative, user: User | None = None) -> User:
    user = user or make_user(first_name="Zahra")
    accept_as_officer(public_id=name_second(cooperative, user).public_id, by=user)
    return user


def give_papers(cooperative: Cooperative, *kinds: PaperKind) -> None:
    by = applicant_of(cooperative)
    for kind in kinds or kinds_asked_of(cooperative):
        add_pages(cooperative_id=cooperative.pk, kind=kind, photographs=[photograph()], by=by)


def make_complete(by: User | None = None, **given: Any) -> Cooperative:
    """One to which nothing is missing, not sent yet."""
    told = TOLD | {name: given.pop(name) for name in TOLD if name in given}
    cooperative = make_joining(by, **given)
    write_about(cooperative_id=cooperative.pk, values=told, by=applicant_of(cooperative))
    give_second_officer(cooperative)
    give_papers(cooperative)
    cooperative.refresh_from_db()
    return cooperative


def make_applied(by: User | None = None, **given: Any) -> Cooperative:
    """One that waits for staff."""
    cooperative = make_complete(by, **given)
    return send_for_checking(cooperative_id=cooperative.pk, by=applicant_of(cooperative))


def paper_of(cooperative: Cooperative, kind: str) -> Paper:
    return Paper.objects.get(cooperative=cooperative, kind=kind, replaced_at__isnull=True)


def accept_all(cooperative: Cooperative, by: User) -> None:
    for paper in Paper.objects.filter(cooperative=cooperative, replaced_at__isnull=True).order_by("pk"):
        accept_paper(paper_id=paper.pk, seen=pages_of(paper), by=by)


def add(cooperative: Cooperative, kind: PaperKind, *shades: int) -> int:
    photos = [photograph(shade) for shade in shades]
    return add_pages(cooperative_id=cooperative.pk, kind=kind, photographs=photos, by=applicant_of(cooperative))


def ask(paper: Paper, reason: str = "Trop sombre", by: User | None = None) -> Paper:
    return ask_again(paper_id=paper.pk, seen=pages_of(paper), reason=reason, by=by or make_user())
