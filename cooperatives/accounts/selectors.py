"""Reading people: whom something still hangs on."""

from collections.abc import Callable, Collection, Mapping

from django.db.models import Q

from cooperatives.accounts.exceptions import PersonStillNeeded, StillMember, WorksForPlatform
from cooperatives.accounts.models import User
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Membership

# What the packages above know of people, by key: a purchase on its way, an edition that they organise.
Ties = Callable[[Collection[int]], Mapping[int, PersonStillNeeded]]


def still_needed(user_ids: Collection[int], *, ties: Ties) -> dict[int, PersonStillNeeded]:
    """Who of them cannot be forgotten now, and why; the strongest reason where there are several."""
    working = User.objects.filter(Q(is_staff=True) | Q(is_superuser=True), pk__in=user_ids)
    # Who has withdrawn an application owes nobody anything: it ends with their account.
    members = Membership.objects.current().exclude(cooperative__status=CooperativeStatus.WITHDRAWN)
    members = members.filter(user__in=user_ids)
    return {
        **ties(user_ids),
        **{pk: StillMember(pk) for pk in members.values_list("user_id", flat=True)},
        **{pk: WorksForPlatform(pk) for pk in working.values_list("pk", flat=True)},
    }
