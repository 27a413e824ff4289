"""The bodies that organise an edition together, and the people who act in it for them."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from cooperatives.accounts.models import User
from cooperatives.audit.records import write_new
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from fairs.calls.enums import BodyPart
from fairs.calls.exceptions import AnotherLeads, BodyOutside, BodyThere, LastOwner, PeopleActForIt
from fairs.calls.models import EditionBody, OrganisingBody
from fairs.enums import EditionRole
from fairs.models import Edition, EditionMembership
from fairs.services.people import appoint, end_appointment


@transaction.atomic
def add_body(*, edition_id: int, body: OrganisingBody, part: str, brings: str = "", by: User) -> EditionBody:
    """Let a body organise an edition with the others. Raises `BodyThere`, `AnotherLeads`."""
    # Held, so that two do not name two leaders at once; the database refuses that too.
    edition = row_for_update(Edition, edition_id)
    there = EditionBody.objects.filter(edition=edition)
    if there.filter(body=body).exists():
        raise BodyThere(body.public_id)
    if part == BodyPart.LEADS and there.filter(part=BodyPart.LEADS).exists():
        raise AnotherLeads(edition.code)
    return write_new(row=EditionBody(edition=edition, body=body, part=part, brings=brings), by=by)


@transaction.atomic
def add_new_body(
    *, edition_id: int, names: Mapping[str, str], kind: str, part: str, brings: str = "", by: User
) -> EditionBody:
    """Write a body that nobody wrote before, of the edition's region, and let it organise. Raises `AnotherLeads`."""
    edition = row_for_update(Edition, edition_id)
    body = write_new(row=OrganisingBody(kind=kind, region_id=edition.region_id, **names), by=by)
    return add_body(edition_id=edition_id, body=body, part=part, brings=brings, by=by)


@transaction.atomic
def remove_body(*, edition_id: int, body_id: int, by: User) -> None:
    """Take a body off an edition's list; the log keeps that it was there. Raises `PeopleActForIt`."""
    edition = row_for_update(Edition, edition_id)
    row = EditionBody.objects.get(edition=edition, pk=body_id)
    if EditionMembership.objects.current().filter(edition=edition, body=row.body_id).exists():
        raise PeopleActForIt(body_id)
    told = {"edition": edition.code, "body": row.body.public_id, "part": row.part}
    record_act(action="editionbody.remove", subject=row, by=by, before=told)
    row.delete()


@transaction.atomic
def appoint_to(
    *, edition_id: int, phone: str, role: str, body: OrganisingBody | None, language: str, by: User
) -> EditionMembership:
    """Give a person a role in one edition, and tell them by SMS. Raises `BodyOutside`, `AlreadyAppointed`."""
    edition = row_for_update(Edition, edition_id)
    if body is not None and not EditionBody.objects.filter(edition=edition, body=body).exists():
        raise BodyOutside(body.public_id)
    return appoint(phone=phone, role=role, edition=edition, programme=None, body=body, language=language, by=by)


@transaction.atomic
def end_role(*, edition_id: int, membership_id: int, by: User) -> EditionMembership:
    """End a role that somebody has in this edition. Raises `LastOwner`, `AppointmentEnded`."""
    # Held, so that the last two owners do not end each other.
    edition = row_for_update(Edition, edition_id)
    membership = EditionMembership.objects.get(pk=membership_id, edition=edition)
    if membership.role == EditionRole.OWNER and not membership.ended_at and not _another_owner(edition, membership):
        raise LastOwner(edition.code)
    return end_appointment(membership_id=membership.pk, by=by)


def _another_owner(edition: Edition, membership: EditionMembership) -> bool:
    owners = EditionMembership.objects.current().filter(role=EditionRole.OWNER, user__is_active=True)
    return owners.filter(Q(edition=edition) | Q(programme=edition.programme_id)).exclude(pk=membership.pk).exists()
