"""For whom a field agent acts: every line of the log that a request of theirs writes says it."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cooperatives.officers.models import Mandate
from cooperatives.request_context import on_behalf_of

_WORKSPACE = re.compile(r"^/(?:ar|fr|en)/workspace/")


class OnBehalfOfMiddleware:
    """Answer in the workspace for whom its person acts; asked for only when something is written to the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _WORKSPACE.match(request.path_info):
            return self.get_response(request)
        token = on_behalf_of.set(_asked_once())
        try:
            return self.get_response(request)
        finally:
            on_behalf_of.reset(token)


def _asked_once() -> Callable[[int, int | None], int | None]:
    """Who lets a person in, by cooperative; looked up once for each person of a request, who is one."""
    known: dict[int, dict[int, int]] = {}

    def ask(person_id: int, cooperative_id: int | None) -> int | None:
        if person_id not in known:
            running = Mandate.objects.running().filter(agent_id=person_id)
            known[person_id] = dict(running.values_list("cooperative_id", "given_by_id"))
        lets_in = known[person_id]
        # An agent has one mandate at a time: an act that names no cooperative is done under it.
        return lets_in.get(cooperative_id) if cooperative_id else next(iter(lets_in.values()), None)

    return ask
