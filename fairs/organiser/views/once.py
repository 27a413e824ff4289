"""What a person reads after a form that acts once."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _


def say_once(request: HttpRequest, fresh: bool, done: str) -> None:
    """Say that it is done, or that this very form had done it before."""
    if fresh:
        messages.success(request, done)
    else:
        messages.info(request, _("This form was sent before: nothing was written twice."))
