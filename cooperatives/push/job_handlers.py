"""What comes due for telephones that ring. Each re-reads where things stand and is safe to repeat."""

from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from cooperatives.push.services import NOT_RUNG, write_instead


@handler(NOT_RUNG)
def not_rung(job: Job) -> None:
    """Send the SMS after all, where no push service took the message."""
    write_instead(device_id=job.subject_id, message_key=job.key.removeprefix(f"{NOT_RUNG}:"))
