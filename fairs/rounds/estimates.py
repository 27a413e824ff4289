"""Estimates of the stalls that nobody has a figure of: signed by a person, never made silently, taken back whole."""

from datetime import date

from django.db import transaction

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.locks import row_for_update
from cooperatives.money import ZERO
from fairs.enums import EstimateMethod, Evidence
from fairs.locks import claim_edition_figures
from fairs.models import Stop
from fairs.revenue.declared import NewTotal, declare_or_restate
from fairs.rounds.models import Estimate, EstimatedTotal
from fairs.rounds.proposals import Proposal, propose_estimate


class AlreadyEstimated(Exception):
    """An estimate of this stop and day stands: it must be withdrawn first."""


class FiguresMoved(Exception):
    """Since the proposal was shown somebody gave a figure: look at the new one."""


class NothingToFill(Exception):
    """Every stall that was present has a figure, or the method knows nothing about those that have none."""


class EstimateWithdrawn(Exception):
    """Somebody withdrew this estimate before."""


@transaction.atomic
def sign_estimate(
    *, stop: Stop, counts_on: date, method: EstimateMethod, seen: str, by: User, note: str = ""
) -> Estimate:
    """Put the proposal that `by` saw (by its fingerprint `seen`) into the book, as estimated.

    A word that an exhibitor gives later counts instead. Raises `AlreadyEstimated`, `FiguresMoved`
    and `NothingToFill`.
    """
    claim_edition_figures([stop.edition_id])
    if Estimate.objects.filter(stop=stop, counts_on=counts_on, withdrawn_at__isnull=True).exists():
        raise AlreadyEstimated(f"{stop.pk} {counts_on}")
    proposal = propose_estimate(stop=stop, counts_on=counts_on, method=method)
    if proposal.fingerprint != seen:
        raise FiguresMoved(f"{stop.pk} {counts_on}")
    if not proposal.filled:
        raise NothingToFill(f"{stop.pk} {counts_on}")
    estimate = _write(proposal, by, note)
    totals = [
        NewTotal(each.participation.pk, counts_on, each.filling.amount, Evidence.ESTIMATED) for each in proposal.filled
    ]
    rows = declare_or_restate(totals=totals, by=by)
    EstimatedTotal.objects.bulk_create(EstimatedTotal(estimate=estimate, total=row, amount=row.amount) for row in rows)
    return estimate


def _write(proposal: Proposal, by: User, note: str) -> Estimate:
    estimate = Estimate.objects.create(
        stop=proposal.stop,
        counts_on=proposal.counts_on,
        method=proposal.method,
        answered=proposal.answered,
        filled=len(proposal.filled),
        response_rate=proposal.response_rate,
        total=proposal.total,
        low=proposal.low,
        high=proposal.high,
        note=note,
        signed_by=by,
    )
    told = {"method": str(proposal.method), "filled": len(proposal.filled), "total": proposal.total}
    record_act(action="estimate_signed", subject=estimate, by=by, after=told)
    return estimate


@transaction.atomic
def withdraw_estimate(*, estimate: Estimate, reason: str, by: User) -> Estimate:
    """Take an estimate back: all that it gave goes back to nothing, by corrections. Raises `EstimateWithdrawn`."""
    claim_edition_figures([estimate.stop.edition_id])
    row = row_for_update(Estimate, estimate.pk)
    if row.withdrawn_at is not None:
        raise EstimateWithdrawn(row.public_id)
    row.withdrawn_at, row.withdrawn_by, row.reason = clock.now(), by, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    record_act(action="estimate_withdrawn", subject=row, by=by, after={"reason": reason})
    given = row.totals.order_by("pk").values_list("total__participation_id", flat=True)
    totals = [NewTotal(participation, row.counts_on, ZERO, Evidence.ESTIMATED) for participation in given]
    declare_or_restate(totals=totals, by=by)
    return row
