"""Whether an organisation came before, as it is frozen when it applies."""

from django.db.models import QuerySet

from fairs.applications.models import Application
from fairs.enums import ParticipationStatus
from fairs.models import Edition, Participation


def is_first_time(application: Application) -> bool:
    """Whether the organisation took part in no earlier edition of the programme."""
    return not _took_part(application).exists()


def came_last_time(application: Application) -> bool:
    """Whether it took part in the edition before: the programme's latest in this region, else its latest of all."""
    last = _last_edition(application.call.stop.edition)
    return last is not None and _took_part(application).filter(stop__edition=last).exists()


def _took_part(application: Application) -> QuerySet[Participation]:
    edition = application.call.stop.edition
    return Participation.objects.filter(
        cooperative=application.cooperative_id,
        status=ParticipationStatus.CONFIRMED,
        stop__edition__programme=edition.programme_id,
        stop__edition__starts_at__lt=edition.starts_at,
    )


def _last_edition(edition: Edition) -> Edition | None:
    earlier = Edition.objects.filter(programme=edition.programme_id, starts_at__lt=edition.starts_at)
    latest = earlier.order_by("-starts_at", "-pk")
    return latest.filter(region=edition.region_id).first() or latest.first()
