"""What comes due for cooperatives. Each re-reads where things stand and is safe to repeat."""

from cooperatives.certificates import EXPIRES, tell_that_it_expires
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler


@handler(EXPIRES)
def certificate_expires(job: Job) -> None:
    """Tell a cooperative in time that a certificate runs out."""
    tell_that_it_expires(sign_held_id=job.subject_id)
