"""Row locks of what officers are asked for: after the cooperative's own row, which is taken first."""

from cooperatives.locks import cooperative_for_update
from cooperatives.models import Cooperative, Membership
from cooperatives.officers.models import Consent, FieldAgent, Mandate, Recovery


def consent_for_update(pk: int) -> Consent:
    """A consent with its cooperative, both held until the transaction ends."""
    cooperative_for_update(Consent.objects.values_list("cooperative_id", flat=True).get(pk=pk))
    return (
        Consent.objects.select_for_update(of=("self",)).select_related("cooperative", "asked_by", "asked_of").get(pk=pk)
    )


def mandate_for_update(pk: int) -> Mandate:
    """A mandate with its cooperative, both held until the transaction ends."""
    cooperative_for_update(Mandate.objects.values_list("cooperative_id", flat=True).get(pk=pk))
    return Mandate.objects.select_for_update(of=("self",)).select_related("cooperative", "agent", "given_by").get(pk=pk)


def recovery_for_update(pk: int) -> Recovery:
    """A recovery with its cooperative, both held until the transaction ends."""
    cooperative_for_update(Recovery.objects.values_list("cooperative_id", flat=True).get(pk=pk))
    return Recovery.objects.select_for_update(of=("self",)).select_related("cooperative", "user", "agent").get(pk=pk)


def agent_for_update(pk: int) -> FieldAgent:
    """A field agent's appointment, held until the transaction ends."""
    return FieldAgent.objects.select_for_update(of=("self",)).select_related("user", "region").get(pk=pk)


def team_for_update(cooperative_id: int) -> tuple[Cooperative, list[Membership]]:
    """A cooperative with everybody who belongs to it now: who leaves last is known under this lock."""
    cooperative = cooperative_for_update(cooperative_id)
    current = Membership.objects.current().filter(cooperative=cooperative)
    return cooperative, list(current.select_for_update(of=("self",)).select_related("user").order_by("pk"))
