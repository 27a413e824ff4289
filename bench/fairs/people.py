"""Who looks at the screens while they are measured."""

import time

from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from cooperatives.accounts.models import User


def signed_in(person: User | None = None) -> Client:
    """A member of staff, or whoever is named, who showed a second factor a moment ago."""
    user, client = person or User.objects.get(is_staff=True), Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client
