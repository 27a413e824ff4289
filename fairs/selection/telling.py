"""Messages to applicants: what was decided, and what became of an appeal. The reason stands on their page."""

from typing import Any

from cooperatives.formats.days import day_text, hour_text
from cooperatives.jobs.models import Job
from cooperatives.telling import tell_cooperative
from fairs.applications.enums import ApplicationStatus
from fairs.applications.models import Appeal, Application
from fairs.calls.models import Call

PAGE = "workspace:application"
TEMPLATES: dict[str, str] = {
    ApplicationStatus.SELECTED: "application_selected",
    ApplicationStatus.WAITING: "application_waiting",
    ApplicationStatus.REFUSED: "application_refused",
}


def tell_applicants(*, job: Job) -> None:
    """Write the messages of an announced call: to each applicant once, by what stands there now."""
    call = Call.objects.select_related("stop__edition").get(pk=job.subject_id, announced_at__isnull=False)
    rows = Application.objects.filter(call=call, status__in=TEMPLATES).select_related("cooperative")
    for application in rows.order_by("pk"):
        application.call = call
        _tell(application, key=f"application:{application.pk}:announced", template=TEMPLATES[application.status])


def tell_of_appeal(appeal: Appeal) -> None:
    """Say that an appeal was answered."""
    _tell(appeal.application, key=f"appeal:{appeal.pk}:answered", template="appeal_answered")


def _tell(application: Application, *, key: str, template: str) -> None:
    call, answer_by = application.call, application.answer_by

    def said() -> dict[str, Any]:
        return {
            "edition": str(call.stop.edition),
            "answer_by": f"{day_text(answer_by)}, {hour_text(answer_by)}" if answer_by else "",
            "position": application.waiting_position or 0,
        }

    tell_cooperative(
        application.cooperative,
        key=key,
        template=template,
        context=said,
        path_name=PAGE,
        path_kwargs={"public_id": application.public_id},
    )
