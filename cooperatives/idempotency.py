"""Forms that act once, however often they are sent."""

import secrets

from django.db import connection

from cooperatives import clock

FIELD = "once"


def new_token() -> str:
    """A token for a form that is about to be shown."""
    return secrets.token_urlsafe(24)


def spend(token: str, *, action: str) -> bool:
    """Spend `token` in the caller's transaction; False when it was spent before.

    A rival with the same token waits here until the first has committed or failed. An empty
    or overlong token is never accepted.
    """
    if not 16 <= len(token) <= 64:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_usedtoken (token, action, used_at) VALUES (%s, %s, %s) ON CONFLICT (token) DO NOTHING",
            [token, action, clock.now()],
        )
        return bool(cursor.rowcount == 1)
