"""What beat asks of the worker beyond jobs and messages."""

from celery import shared_task

from marketplace import retention


@shared_task
def purge_baskets() -> None:
    """Forget baskets that nobody came back to."""
    retention.forget_baskets()
