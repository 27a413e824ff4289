"""Who takes part in a stop, and what they bring."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.enums import CooperativeStatus
from cooperatives.locks import row_for_update
from cooperatives.models import Cooperative
from fairs.enums import PARTICIPATION_MOVES, ParticipationStatus
from fairs.locks import share_edition_figures
from fairs.models import Listing, Participation, StallAssignment, Stop
from fairs.revenue.models import RevenueLine
from fairs.services.editions import check_open


class AlreadyTakesPart(Exception):
    """This organisation has a participation in this stop, which may have been withdrawn."""


class CooperativeSuspended(Exception):
    """A suspended cooperative takes part in nothing new."""


class ProductOfAnother(Exception):
    """A participant lists only its own products."""


@transaction.atomic
def add_participant(*, stop_id: int, cooperative_id: int, values: Mapping[str, Any], by: User) -> Participation:
    """Write that an organisation comes to a stop.

    Raises `AlreadyTakesPart`, `CooperativeSuspended`, `StopSettled`, `EditionSettled`.
    """
    return _write(stop_id, cooperative_id, ParticipationStatus.CONFIRMED, values, by)


@transaction.atomic
def invite_participant(*, stop_id: int, cooperative_id: int, values: Mapping[str, Any], by: User) -> Participation:
    """Write that an organisation was asked to come to a stop and has not answered. Raises as `add_participant`."""
    return _write(stop_id, cooperative_id, ParticipationStatus.INVITED, values, by)


@transaction.atomic
def edit_participation(*, participation_id: int, values: Mapping[str, Any], by: User) -> Participation:
    """Write how many people stand at the stall. Raises `StopSettled`, `EditionSettled`."""
    participation = _open(participation_id)
    return change_locked(row=participation, values=values, by=by, cooperative=participation.cooperative)


@transaction.atomic
def confirm_participation(*, participation_id: int, by: User) -> Participation:
    """Note that an organisation which was invited comes. Raises `ForbiddenMove`, and as `edit_participation`."""
    return _move(participation_id, ParticipationStatus.CONFIRMED, by)


@transaction.atomic
def withdraw_participation(*, participation_id: int, by: User | None) -> Participation:
    """Note that an organisation does not come; the stalls of the days to come are free again.

    `by` is None where a deadline passed without an answer.

    Raises `ForbiddenMove`, and as `edit_participation`.
    """
    participation = _move(participation_id, ParticipationStatus.WITHDRAWN, by)
    sold_on = RevenueLine.objects.filter(participation=participation).order_by().values("counts_on")
    ahead = StallAssignment.objects.filter(participation=participation, day__day__gte=clock.today())
    ahead.exclude(day__day__in=sold_on).delete()
    return participation


@transaction.atomic
def set_listings(*, participation_id: int, product_ids: Collection[int], by: User) -> None:
    """Write which of its products a participant brings; what was sold of one taken off stays sold.

    Raises `ProductOfAnother`, `StopSettled`, `EditionSettled`.
    """
    participation = _open(participation_id)
    wanted = set(product_ids)
    own = Product.objects.filter(pk__in=wanted, cooperative=participation.cooperative)
    if own.count() != len(wanted):
        raise ProductOfAnother(participation.public_id)
    held = set(Listing.objects.filter(participation=participation).values_list("product", flat=True))
    if held == wanted:
        return
    Listing.objects.filter(participation=participation, product__in=held - wanted).delete()
    Listing.objects.bulk_create([Listing(participation=participation, product_id=pk) for pk in sorted(wanted - held)])
    record_act(
        action="participation.listings",
        subject=participation,
        by=by,
        cooperative=participation.cooperative,
        before={"products": sorted(held)},
        after={"products": sorted(wanted)},
    )


def _write(
    stop_id: int, cooperative_id: int, status: ParticipationStatus, values: Mapping[str, Any], by: User
) -> Participation:
    # The figures first, then the row: so does who settles the stop.
    _keep_open(Stop.objects.get(pk=stop_id))
    stop = row_for_update(Stop, stop_id)
    cooperative = Cooperative.objects.get(pk=cooperative_id)
    if cooperative.status == CooperativeStatus.SUSPENDED:
        raise CooperativeSuspended(cooperative.slug)
    if Participation.objects.filter(stop=stop, cooperative=cooperative).exists():
        raise AlreadyTakesPart(cooperative.slug)
    participation = Participation(stop=stop, cooperative=cooperative, status=status, **values)
    write_new(row=participation, by=by, cooperative=cooperative)
    log_status(participation, old="", by=by)
    return participation


def _open(participation_id: int) -> Participation:
    participation = row_for_update(Participation, participation_id)
    _keep_open(participation.stop)
    return participation


def _keep_open(stop: Stop) -> None:
    """Refuse for what was settled; who settles it meanwhile waits for us."""
    share_edition_figures([stop.edition_id])
    check_open(Stop.objects.select_related("edition").get(pk=stop.pk))


def _move(participation_id: int, to: ParticipationStatus, by: User | None) -> Participation:
    participation = _open(participation_id)
    move_status(participation, to=to, moves=PARTICIPATION_MOVES, by=by)
    participation.save(update_fields=["status"])
    return participation
