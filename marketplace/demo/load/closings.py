"""A stop that is over and closed for good: tills counted, gaps estimated, certificates given."""

from cooperatives.accounts.models import User
from fairs.closing.readiness import readiness_of
from fairs.closing.services import settle_stop
from fairs.enums import EstimateMethod
from fairs.models import Edition, Stop
from fairs.rounds.estimates import NothingToFill, sign_estimate
from fairs.rounds.proposals import propose_estimate
from fairs.tills.closing import close_session_from_desk
from fairs.tills.selectors import open_sessions

CLOSED_EDITION, CLOSED_STOP = "market-live-atlantic", 1


def load_closed_stop(*, by: User) -> None:
    """Close the first stop of the mobile market, as its organiser does when the tents are down."""
    edition = Edition.objects.select_related("programme").get(code=CLOSED_EDITION)
    stop = Stop.objects.select_related("edition").get(edition=edition, number=CLOSED_STOP)
    for session in open_sessions(stop):
        close_session_from_desk(session_id=session.pk, counted_cash=None, explanation="لم يحصر الصندوق", by=by)
    for day in stop.days.order_by("day").values_list("day", flat=True):
        proposal = propose_estimate(stop=stop, counts_on=day, method=EstimateMethod.MEDIAN_OF_ALL)
        try:
            sign_estimate(stop=stop, counts_on=day, method=proposal.method, seen=proposal.fingerprint, by=by)
        except NothingToFill:
            continue
    left = readiness_of(stop).missing
    reasons = {missing.participation.public_id: "غادر قبل النهاية" for missing in left}
    settle_stop(stop_id=stop.pk, reasons=reasons, by=by)
