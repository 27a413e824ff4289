"""People of the platform, signed in with their second factor, for tests of the staff's screens."""

from typing import Any

from django.contrib.messages import get_messages
from django.test import Client

from cooperatives.accounts.models import User
from cooperatives.idempotency import FIELD, new_token
from marketplace.staff.services import load_staff_group
from tests.factories import make_user
from tests.fairs.organisers import signed_in


def make_staff(**given: Any) -> User:
    """One of the group Staff, who is no administrator."""
    user = make_user(is_staff=True, **given)
    user.groups.add(load_staff_group())
    return user


def staff_client() -> Client:
    return signed_in(make_staff())


def send(client: Client, url: str, **data: Any) -> Any:
    """Send a form as its page does: with a token."""
    return client.post(url, {FIELD: new_token(), **data})


def told(response: Any) -> str:
    """What the messages after an act say."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
