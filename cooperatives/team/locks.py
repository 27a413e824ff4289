"""Row locks of the team: an invitation after its cooperative, whose row is taken first."""

from cooperatives.locks import cooperative_for_update
from cooperatives.team.models import Invitation


def invitation_for_update(pk: int) -> Invitation:
    """An invitation with its cooperative, both held until the transaction ends."""
    cooperative_for_update(Invitation.objects.values_list("cooperative_id", flat=True).get(pk=pk))
    return Invitation.objects.select_for_update(of=("self",)).select_related("cooperative").get(pk=pk)
