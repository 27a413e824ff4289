"""What an organisation does with its application while the call is open: begin, write, send, take back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked, write_new
from cooperatives.audit.services import log_status, move_status, record_act
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative
from fairs.applications.enums import APPLICATION_MOVES, ApplicationStatus
from fairs.applications.exceptions import (
    AppliedAlready,
    CallNotOpen,
    NotApproved,
    NotChangeable,
    NothingToShow,
    TooManyStalls,
)
from fairs.applications.history import came_last_time, is_first_time
from fairs.applications.locks import applicant_for_update, applications_for_update, share_call
from fairs.applications.models import Application, ApplicationProduct
from fairs.applications.telling import tell_received
from fairs.calls.enums import CallStatus
from fairs.calls.models import Call
from fairs.services.participations import CooperativeSuspended, ProductOfAnother

# What an organisation says once and mostly says again.
AS_LAST_TIME = ("people", "women", "young", "power_watts", "lodging_for", "needs_transport")
WRITTEN = frozenset({ApplicationStatus.DRAFT, ApplicationStatus.SENT})


@transaction.atomic
def begin_application(*, call_id: int, cooperative_id: int, by: User) -> Application:
    """Begin to apply to a call, or take up again what was begun or taken back before.

    Raises `CallNotOpen`, `NotApproved`, `CooperativeSuspended`, `AppliedAlready`.
    """
    cooperative = _applicant(cooperative_id)
    call = _open_call(call_id)
    known = Application.objects.filter(call=call, cooperative=cooperative).values_list("pk", flat=True)
    for application in applications_for_update(known):
        return _take_up(application, by)
    application = Application(call=call, cooperative=cooperative, begun_by=by, **_said_last_time(cooperative))
    write_new(row=application, by=by, cooperative=cooperative)
    log_status(application, old="", by=by)
    return application


@transaction.atomic
def save_application(
    *,
    application_id: int,
    values: Mapping[str, Any],
    by: User,
    product_ids: Collection[int] | None = None,
    labels: Sequence[str] | None = None,
) -> Application:
    """Write what an organisation asks for and would bring; None leaves the products, or the words, as they are.

    Raises `CallNotOpen`, `NotChangeable`, `TooManyStalls`, `ProductOfAnother`, `NotApproved`, `CooperativeSuspended`,
    and `NothingToShow` where it was sent.
    """
    application = _held(application_id)
    if application.status not in WRITTEN:
        raise NotChangeable(application.public_id)
    if values.get("stalls_wanted", 0) > application.call.most_stalls_each:
        raise TooManyStalls(application.call.most_stalls_each)
    change_locked(row=application, values=values, by=by, cooperative=application.cooperative)
    _write_products(application, product_ids, labels, by)
    if application.status == ApplicationStatus.SENT and not application.products.exists():
        raise NothingToShow(application)
    return application


@transaction.atomic
def send_applications(*, application_ids: Collection[int], by: User) -> list[Application]:
    """Send the applications of one organisation together, with one message. Raises as `send_application`."""
    sent = [_send(pk, by) for pk in sorted(set(application_ids))]
    tell_received(sent)
    return sent


@transaction.atomic
def send_application(*, application_id: int, by: User) -> Application:
    """Send an application: from now on the committee has it, and who counts for which quota is fixed.

    Raises `CallNotOpen`, `NothingToShow`, `ForbiddenMove`, `NotApproved`, `CooperativeSuspended`.
    """
    return send_applications(application_ids=[application_id], by=by)[0]


@transaction.atomic
def withdraw_application(*, application_id: int, by: User) -> Application:
    """Take an application back, as long as nothing was announced. Raises `ForbiddenMove`."""
    call_id = Application.objects.values_list("call", flat=True).get(pk=application_id)
    share_call(call_id)
    (application,) = applications_for_update([application_id])
    move_status(application, to=ApplicationStatus.WITHDRAWN, moves=APPLICATION_MOVES, by=by)
    application.save(update_fields=["status"])
    return application


def may_apply(cooperative: Cooperative) -> bool:
    """Whether the organisation's papers were checked and it is not suspended."""
    return cooperative.status == CooperativeStatus.APPROVED


def _applicant(cooperative_id: int) -> Cooperative:
    """The organisation, held: who suspends it waits until its application is written, or we find it suspended."""
    cooperative = applicant_for_update(cooperative_id)
    if cooperative.status == CooperativeStatus.SUSPENDED:
        raise CooperativeSuspended(cooperative.slug)
    if not may_apply(cooperative):
        raise NotApproved(cooperative.slug)
    return cooperative


def _open_call(call_id: int) -> Call:
    call = share_call(call_id)
    if call.status != CallStatus.OPEN:
        raise CallNotOpen(call)
    return call


def _held(application_id: int) -> Application:
    """An application of an open call, locked after its organisation and its call."""
    cooperative_id, call_id = Application.objects.values_list("cooperative", "call").get(pk=application_id)
    cooperative = _applicant(cooperative_id)
    call = _open_call(call_id)
    (application,) = applications_for_update([application_id])
    application.call, application.cooperative = call, cooperative
    return application


def _take_up(application: Application, by: User) -> Application:
    if application.status == ApplicationStatus.DRAFT:
        return application
    if application.status != ApplicationStatus.WITHDRAWN:
        raise AppliedAlready(application)
    move_status(application, to=ApplicationStatus.DRAFT, moves=APPLICATION_MOVES, by=by)
    application.save(update_fields=["status"])
    return application


def _said_last_time(cooperative: Cooperative) -> dict[str, Any]:
    """What is filled in already: two minutes are short."""
    last = Application.objects.filter(cooperative=cooperative).order_by("-pk").values(*AS_LAST_TIME).first()
    return dict(last or {})


def _send(application_id: int, by: User) -> Application:
    application = _held(application_id)
    if not application.products.exists():
        raise NothingToShow(application)
    move_status(application, to=ApplicationStatus.SENT, moves=APPLICATION_MOVES, by=by)
    application.sent_at = clock.now()
    application.came_last_time = came_last_time(application)
    application.is_first_time = is_first_time(application)
    application.save(update_fields=["status", "sent_at", "came_last_time", "is_first_time"])
    return application


def _write_products(
    application: Application, product_ids: Collection[int] | None, labels: Sequence[str] | None, by: User
) -> None:
    """Let the application have these products and words, and write down what they replaced."""
    held = list(ApplicationProduct.objects.filter(application=application))
    products = {row.product_id for row in held if row.product_id}
    words = {row.label for row in held if row.label}
    wanted = products if product_ids is None else _own(application, product_ids)
    said = words if labels is None else {label.strip()[:80] for label in labels if label.strip()}
    if (wanted, said) == (products, words):
        return
    gone = [row.pk for row in held if row.product_id not in wanted and row.label not in said]
    ApplicationProduct.objects.filter(pk__in=gone).delete()
    ApplicationProduct.objects.bulk_create(
        [ApplicationProduct(application=application, product_id=pk) for pk in sorted(wanted - products)]
        + [ApplicationProduct(application=application, label=label) for label in sorted(said - words)]
    )
    record_act(
        action="application.products",
        subject=application,
        by=by,
        cooperative=application.cooperative,
        before={"products": sorted(products), "words": sorted(words)},
        after={"products": sorted(wanted), "words": sorted(said)},
    )


def _own(application: Application, product_ids: Collection[int]) -> set[int]:
    wanted = set(product_ids)
    if Product.objects.filter(pk__in=wanted, cooperative=application.cooperative_id).count() != len(wanted):
        raise ProductOfAnother(application.public_id)
    return wanted
