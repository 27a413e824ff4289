"""Short messages about an application, to the organisation's own number and its managers'."""

from collections.abc import Mapping, Sequence
from typing import Any

from cooperatives.telling import tell_cooperative
from fairs.applications.models import Application, PlaceOffer

PAGE = "workspace:application"


def tell_received(sent: Sequence[Application]) -> None:
    """Say once for all stops that were asked for together that the applications arrived, and when the answer comes."""
    first = sent[0]
    _tell(
        first,
        key=f"application:{first.pk}:sent:{first.sent_at:%Y%m%d%H%M%S}",
        template="application_received",
        context={"stops": len(sent)},
    )


def tell_offered(offer: PlaceOffer) -> None:
    """Say that a place fell free, and until when it is kept."""
    _tell(offer.application, key=f"place-offer:{offer.pk}", template="place_offered", context={})


def tell_lapsed(application: Application) -> None:
    """Say that no answer came in time and the place goes to somebody else."""
    _tell(application, key=f"application:{application.pk}:lapsed", template="place_lapsed", context={})


def _tell(application: Application, *, key: str, template: str, context: Mapping[str, Any]) -> None:
    call = application.call

    def said() -> dict[str, Any]:
        about = {"stop": str(call.stop), "edition": str(call.stop.edition), "answer_by": application.answer_by}
        return {**about, "announced": call.announces_at, **context}

    tell_cooperative(
        application.cooperative,
        key=key,
        template=template,
        context=said,
        path_name=PAGE,
        path_kwargs={"public_id": application.public_id},
    )
