"""Every row lock of this package, and the order they are taken in.

1. the call, as applicants hold it too (`fairs.applications.locks`): shared by members who give points, alone by who
ends scoring, decides, announces or answers an appeal; 2. a member's own sheet, 3. applications by ascending key,
4. an appeal, 5. what the applicants have at the stop already, the edition's figures, and the stop, as
`fairs.services.participations` takes them.
"""

from collections.abc import Iterable

from cooperatives.accounts.models import User
from fairs.applications.locks import applications_for_update, places_of, share_call
from fairs.applications.models import Appeal, Application
from fairs.calls.models import Call
from fairs.locks import participations_for_update, share_edition_figures
from fairs.models import Participation, Stop
from fairs.selection.models import ScoreSheet


def call_for_points(call_id: int) -> Call:
    """The call as it stands, which nobody changes until the transaction ends; any number of members may hold it."""
    return share_call(call_id)


def call_to_decide(call_id: int) -> Call:
    """The call for who changes what is decided in it: one at a time."""
    return places_of(call_id)


def sheet_of(call: Call, member: User) -> ScoreSheet:
    """The member's own sheet, made where there is none yet: two telephones of one person wait for each other."""
    ScoreSheet.objects.bulk_create([ScoreSheet(call=call, member=member)], ignore_conflicts=True)
    return ScoreSheet.objects.select_for_update(of=("self",)).get(call=call, member=member)


def applications_to_decide(call: Call, statuses: Iterable[str]) -> list[Application]:
    """The call's applications in one of the statuses, by ascending key; who takes one back meanwhile waits."""
    wanted = set(statuses)
    pks = Application.objects.filter(call=call, status__in=wanted).values_list("pk", flat=True)
    # Looked at again under the lock: one of them may have been taken back a moment ago.
    return [row for row in applications_for_update(pks) if row.status in wanted]


def application_to_decide(application_id: int) -> Application:
    """One application, held until the transaction ends."""
    (application,) = applications_for_update([application_id])
    return application


def appeal_to_answer(appeal_id: int) -> Appeal:
    """An appeal, after its call and its application."""
    return Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)


def hold_places_at(stop: Stop, applications: Iterable[Application]) -> None:
    """Keep what these applicants have at the stop as it is; nobody writes one of them in by hand meanwhile."""
    applicants = [one.cooperative_id for one in applications]
    there = Participation.objects.filter(stop=stop, cooperative__in=applicants)
    participations_for_update(there.values_list("pk", flat=True))
    share_edition_figures([stop.edition_id])
    Stop.objects.select_for_update(of=("self",), no_key=True).get(pk=stop.pk)
