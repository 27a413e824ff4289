"""Who can sign in to the demonstration: staff, organisers and one manager for each cooperative."""

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.accounts.services import enrol_demo_totp
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from cooperatives.texts import texts_of
from fairs.enums import EditionRole, ProgrammeKind
from fairs.models import Edition, EditionMembership, Programme

PASSWORD = "demo-souk-2026"  # noqa: S105 -- printed by `make demo`, for made-up people only
STAFF_EMAIL, SECOND_EMAIL = "staff@demo.souk", "second@demo.souk"
ORGANISER_EMAIL = "organiser@demo.souk"
PLATFORM_EMAIL = "azilal@demo.souk"
COMMITTEE_EMAIL = "committee@demo.souk"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A line of what `make demo` prints."""

    who: str
    sign_in: str
    where: str


DEMO_ACCOUNTS = (
    DemoAccount("Shopper", "no account needed", "/ar/"),
    DemoAccount("Cooperative", "phone 06 00 00 00 01, the code is on /ar/demo/messages/", "/ar/workspace/"),
    DemoAccount("The second officer of that cooperative", "phone 06 00 00 01 01", "/ar/workspace/"),
    DemoAccount("A cooperative that joins", "phone 06 00 00 03 01", "/ar/workspace/"),
    DemoAccount("Field agent, with the second factor", "phone 06 00 00 02 01", "/ar/workspace/people/field/"),
    DemoAccount("Organiser of the fairs and markets", f"{ORGANISER_EMAIL} / {PASSWORD}", "/ar/organiser/"),
    DemoAccount("Member of a selection committee", f"{COMMITTEE_EMAIL} / {PASSWORD}", "/ar/organiser/"),
    DemoAccount("Operator of the platform of Azilal", f"{PLATFORM_EMAIL} / {PASSWORD}", "/ar/organiser/"),
    DemoAccount("Staff", f"{STAFF_EMAIL} / {PASSWORD}", "/cms/"),
    DemoAccount("A second person, who approves payouts", f"{SECOND_EMAIL} / {PASSWORD}", "/cms/"),
)


def load_staff() -> tuple[User, User]:
    """Write the platform's own accounts, and answer them: payouts and refunds in cash need two people."""
    people = (
        person_with_password(STAFF_EMAIL, "سلمى", is_staff=True),
        person_with_password(SECOND_EMAIL, "رشيد", is_staff=True),
    )
    for person in people:
        person.groups.add(*Group.objects.filter(name="Staff"))
    return people


def load_organisers() -> None:
    """Write an organiser of fairs and markets, and one who has the platform of Azilal alone."""
    organiser = person_with_password(ORGANISER_EMAIL, "إدريس")
    kinds = (ProgrammeKind.REGIONAL_FAIRS, ProgrammeKind.NATIONAL_FAIRS, ProgrammeKind.MOBILE_MARKETS)
    for programme in Programme.objects.filter(kind__in=kinds):
        EditionMembership.objects.create(user=organiser, programme=programme, role=EditionRole.OWNER)
    operator = person_with_password(PLATFORM_EMAIL, "حياة")
    platform = Edition.objects.get(code="platform-azilal")
    EditionMembership.objects.create(user=operator, edition=platform, role=EditionRole.OWNER)


def load_managers(cooperatives: list[Cooperative]) -> None:
    """Write a manager for each cooperative, who signs in with its phone number."""
    now = clock.now()
    managers = [
        User(first_name=texts_of(cooperative, "name")["ar"][:80], phone_verified_at=now) for cooperative in cooperatives
    ]
    for manager, cooperative in zip(managers, cooperatives, strict=True):
        manager.set_phone(cooperative.phone)
        manager.set_unusable_password()
    User.objects.bulk_create(managers)
    Membership.objects.bulk_create(
        [
            Membership(user=manager, cooperative=cooperative, role=Role.MANAGER)
            for manager, cooperative in zip(managers, cooperatives, strict=True)
        ]
    )


def person_with_password(email: str, first_name: str, *, is_staff: bool = False) -> User:
    """Write somebody who signs in by the demonstration's password and second factor."""
    user = User.objects.create_user(email=email, first_name=first_name, is_staff=is_staff)
    user.password = _hashed()
    user.save(update_fields=["password"])
    enrol_demo_totp(user=user)
    return user


@cache
def _hashed() -> str:
    """Hashing is slow on purpose, and the password is everybody's and printed."""
    return make_password(PASSWORD)
