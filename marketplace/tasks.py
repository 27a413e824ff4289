"""What beat asks of the worker beyond jobs and messages."""

from celery import shared_task

from marketplace import forgetting, retention
from marketplace.conversation import forgetting as forgetting_messages
from marketplace.order import anonymising


@shared_task
def purge_baskets() -> None:
    """Forget baskets that nobody came back to."""
    retention.forget_baskets()


@shared_task
def anonymise_purchases() -> None:
    """Forget who bought what was over a year ago, and what was written about it."""
    anonymising.forget_contacts()
    forgetting_messages.forget_old()


@shared_task
def anonymise_people() -> None:
    """Forget who has not come back for three years."""
    forgetting.forget_unused()
