"""Closing a stop or an edition: one act of a person, after which the figures never change."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.jobs.services import schedule
from cooperatives.locks import row_for_update
from cooperatives.texts import texts_of
from fairs.closing.exceptions import AlreadyClosed, NotReady, OnlineWindowOpen, StopsStillOpen
from fairs.closing.figures import Place, frozen_figures, sums_by_cooperative
from fairs.closing.models import Closing, SalesCertificate
from fairs.closing.printing import order_printing
from fairs.closing.readiness import Readiness, readiness_of
from fairs.enums import CLOSING_MOVES, ClosingStatus, ProgrammeKind
from fairs.locks import claim_edition_figures
from fairs.models import Edition, Participation, Stop

TELL_COOPERATIVES = "closing.tell_cooperatives"
FAIRS = (ProgrammeKind.REGIONAL_FAIRS, ProgrammeKind.NATIONAL_FAIRS)


@transaction.atomic
def settle_stop(*, stop_id: int, reasons: Mapping[str, str], note: str = "", by: User) -> Closing:
    """Close a stop for good, and a fair's edition with its only stop.

    `reasons` say why participations with days without a figure are left out, by their public id.
    Raises `AlreadyClosed`, `NotReady`, `OnlineWindowOpen`.
    """
    edition = _claimed(Stop.objects.values_list("edition", flat=True).get(pk=stop_id))
    stop = row_for_update(Stop, stop_id)
    if closes_with_its_stop(edition):
        _check_window(edition)
    closing = _close_stop(edition, stop, reasons, note, by)
    if closes_with_its_stop(edition):
        _close_edition(edition, closing.left_out, note, by)
    return closing


@transaction.atomic
def settle_edition(*, edition_id: int, reasons: Mapping[str, str] | None = None, note: str = "", by: User) -> Closing:
    """Close an edition whose stops are all closed; a fair's only stop is closed with it.

    Raises `AlreadyClosed`, `StopsStillOpen`, `NotReady`, `OnlineWindowOpen`.
    """
    edition = _claimed(edition_id)
    _check_window(edition)
    still_open = list(Stop.objects.filter(edition=edition, settled_at__isnull=True).order_by("number"))
    if len(still_open) == 1 and closes_with_its_stop(edition):
        _close_stop(edition, row_for_update(Stop, still_open[0].pk), reasons or {}, note, by)
    elif still_open:
        raise StopsStillOpen([stop.number for stop in still_open])
    left_out = [row for closing in Closing.objects.filter(stop__edition=edition) for row in closing.left_out]
    return _close_edition(edition, left_out, note, by)


def closes_with_its_stop(edition: Edition) -> bool:
    """A fair has one stop and is closed together with it; a market or a platform may get another one."""
    return edition.programme.kind in FAIRS and Stop.objects.filter(edition=edition).count() == 1


def _claimed(edition_id: int) -> Edition:
    """The edition with its figures: a sale that arrives now waits, and stands apart afterwards."""
    claim_edition_figures([edition_id])
    edition = row_for_update(Edition, edition_id)
    _check_open(edition)
    return edition


def _check_open(row: Edition | Stop) -> None:
    status = ClosingStatus.SETTLED if row.settled_at else ClosingStatus.OPEN
    if ClosingStatus.SETTLED not in CLOSING_MOVES[status]:
        raise AlreadyClosed(str(row))


def window_is_open(edition: Edition) -> bool:
    """Whether online orders will still count for the edition."""
    return edition.online_closes_at is not None and edition.online_closes_at > clock.now()


def _check_window(edition: Edition) -> None:
    if window_is_open(edition):
        raise OnlineWindowOpen(edition.code)


def _close_stop(edition: Edition, stop: Stop, reasons: Mapping[str, str], note: str, by: User) -> Closing:
    _check_open(stop)
    stop.edition = edition
    readiness = readiness_of(stop, reasons=reasons)
    if readiness.blockers:
        raise NotReady(readiness)
    closing = _write_closing(Place(edition, stop), _left_out(readiness), note, by, _response([readiness]))
    _certify(closing)
    schedule(kind=TELL_COOPERATIVES, key=f"{TELL_COOPERATIVES}:{closing.pk}", subject_id=closing.pk, due_at=clock.now())
    return closing


def _close_edition(edition: Edition, left_out: list[dict[str, object]], note: str, by: User) -> Closing:
    _check_open(edition)
    of_stops = Closing.objects.filter(stop__edition=edition).order_by("stop__number")
    response = {
        name: sum(closing.figures.get("response", {}).get(name, 0) for closing in of_stops)
        for name in ("expected", "answered")
    }
    closing = _write_closing(Place(edition), left_out, note, by, response)
    order_printing(closing)
    return closing


def _write_closing(
    place: Place, left_out: list[dict[str, object]], note: str, by: User, response: Mapping[str, int]
) -> Closing:
    """Freeze the figures, and mark as settled what they are of."""
    figures = frozen_figures(place) | {"response": dict(response)}
    closing = Closing.objects.create(
        edition=place.edition,
        stop=place.stop,
        closed_at=clock.now(),
        closed_by=by,
        note=note,
        gross=Decimal(figures["total"]["gross"]),
        returns=Decimal(figures["total"]["returns"]),
        figures=figures,
        left_out=left_out,
    )
    closed: Edition | Stop = place.stop or place.edition
    type(closed)._default_manager.filter(pk=closed.pk).update(settled_at=closing.closed_at, settled_by=by)
    closed.settled_at, closed.settled_by = closing.closed_at, by
    record_act(
        action="stop_closed" if place.stop else "edition_closed",
        subject=closed,
        by=by,
        before={"status": ClosingStatus.OPEN},
        after={
            "status": ClosingStatus.SETTLED,
            "gross": figures["total"]["gross"],
            "returns": figures["total"]["returns"],
            "left_out": len(left_out),
        },
    )
    return closing


def _response(readiness: list[Readiness]) -> dict[str, int]:
    return {"expected": sum(row.expected for row in readiness), "answered": sum(row.answered for row in readiness)}


def _left_out(readiness: Readiness) -> list[dict[str, object]]:
    return [
        {
            "participation": row.participation.public_id,
            "name": texts_of(row.participation.cooperative, "name"),
            "stop": readiness.stop.number,
            "days": [day.isoformat() for day in row.days],
            "reason": readiness.reasons[row.participation.public_id].strip(),
        }
        for row in readiness.missing
    ]


def _certify(closing: Closing) -> None:
    """A certificate for each participation with a figure, numbered on under the edition's lock."""
    last = SalesCertificate.objects.filter(edition=closing.edition_id).aggregate(last=Max("number"))["last"] or 0
    sums = sums_by_cooperative(Place(closing.edition, closing.stop))
    rows = Participation.objects.filter(stop=closing.stop_id, cooperative__in=sums).select_related("cooperative")
    SalesCertificate.objects.bulk_create(
        SalesCertificate(
            closing=closing,
            edition=closing.edition,
            participation=row,
            number=last + place,
            days=len(sums[row.cooperative_id].days),
            **sums[row.cooperative_id].amounts,
        )
        for place, row in enumerate(rows.order_by("cooperative__sort_ar", "pk"), start=1)
    )
