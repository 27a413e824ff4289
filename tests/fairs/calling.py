"""Calls and applications for tests: what matters to a test it says itself."""

from datetime import datetime, timedelta
from typing import Any

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.models import Cooperative
from fairs.applications.models import Application, ApplicationProduct
from fairs.applications.services import begin_application, save_application, send_application
from fairs.business_days import CASABLANCA
from fairs.calls.models import Call
from fairs.models import Edition, Stop
from tests.factories import make_cooperative, make_edition, make_user

# Applications are open; the fair begins in five weeks.
NOW = datetime(2026, 8, 3, 10, 0, tzinfo=CASABLANCA)
OPENS, CLOSES = NOW - timedelta(days=3), NOW + timedelta(days=7)
ELSEWHERE = "elsewhere"
ANNOUNCES, CONFIRM_BY = NOW + timedelta(days=14), NOW + timedelta(days=21)


def make_call(edition: Edition | None = None, *, stop: Stop | None = None, **given: Any) -> Call:
    """A call that was opened, for the first stop of an edition that begins in five weeks."""
    edition = edition or make_coming_edition()
    opener = make_user()
    dates = {"opens_at": OPENS, "closes_at": CLOSES, "announces_at": ANNOUNCES, "confirm_by": CONFIRM_BY}
    values: dict[str, Any] = {**dates, "capacity": 10, "opened_at": OPENS, "opened_by": opener}
    return Call.objects.create(stop=stop or edition.stops.get(number=1), **(values | given))


def make_coming_edition(**given: Any) -> Edition:
    return make_edition(starts_on=(NOW + timedelta(days=35)).date(), **given)


def add_stop_to(edition: Edition, number: int) -> Stop:
    """A further stop, a week after the one before; the edition ends with it."""
    first = edition.stops.get(number=1)
    starts_at = first.starts_at + timedelta(days=7 * (number - 1))
    ends_at = starts_at + timedelta(days=3)
    Edition.objects.filter(pk=edition.pk).update(ends_at=ends_at)
    names = {name: f"{getattr(edition, name)} {number}" for name in ("name_ar", "name_fr", "name_en")}
    return Stop.objects.create(
        edition=edition,
        number=number,
        commune=first.commune,
        region=first.region,
        starts_at=starts_at,
        ends_at=ends_at,
        **names,
    )


def begin(call: Call, cooperative: Cooperative | None = None, *, by: User | None = None, **values: Any) -> Application:
    """A draft that shows honey."""
    by = by or make_user()
    cooperative = cooperative or make_cooperative()
    application = begin_application(call_id=call.pk, cooperative_id=cooperative.pk, by=by)
    return save_application(application_id=application.pk, values=values, labels=["Honey"], by=by)


def apply(call: Call, cooperative: Cooperative | None = None, **values: Any) -> Application:
    """An application that was sent."""
    by = make_user()
    return send_application(application_id=begin(call, cooperative, by=by, **values).pk, by=by)


def announced(call: Call) -> Call:
    """The call as it stands after the announcement; nobody is decided about by this."""
    Call.objects.filter(pk=call.pk).update(announced_at=clock.now(), announced_by=call.opened_by)
    call.refresh_from_db()
    return call


def placed(call: Call, status: str, cooperative: Cooperative | None = None, **values: Any) -> Application:
    """An application in a state of after the announcement, as the committee's announcement leaves it."""
    # Sent to a call that is open, and then put where it belongs: nothing is sent to one that was announced.
    elsewhere = Call.objects.filter(stop__edition__code=ELSEWHERE).first()
    elsewhere = elsewhere or make_call(make_coming_edition(code=ELSEWHERE))
    sent_at = elsewhere.opens_at + timedelta(days=1)
    row = Application.objects.create(
        call=elsewhere, cooperative=cooperative or make_cooperative(), begun_by=make_user(), sent_at=sent_at
    )
    ApplicationProduct.objects.create(application=row, label="Honey")
    given: dict[str, Any] = {"call": call, "status": status, "reason": "Full"}
    if status in ("selected", "offered", "confirmed"):
        given |= {"stalls_granted": 1}
    if status in ("selected", "offered"):
        given |= {"answer_by": call.confirm_by}
    Application.objects.filter(pk=row.pk).update(**(given | values))
    row.refresh_from_db()
    return row
