"""The lock under which the products of a cooperative are put in order."""

from django.db import connection

# The first half of the advisory lock's key; the second is the cooperative's id.
OWN_LIST = 7_420_200


def own_list_for_update(cooperative_id: int) -> None:
    """Hold the order of a cooperative's products until the transaction ends; nobody who sells or writes waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OWN_LIST, cooperative_id])
