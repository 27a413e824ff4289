"""What comes due for people's accounts."""

from cooperatives.accounts import services
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler


@handler(services.END_SESSIONS)
def end_sessions(job: Job) -> None:
    """Delete what browsers of a deleted account had stored here."""
    services.end_sessions(user_id=job.subject_id)
