"""The season of a cooperative: whoever sells shares it, whoever closes the cooperative claims it.

Advisory, so that no sale writes to a cooperative's row, and no sale waits for another.
"""

from django.db import connection

from cooperatives.prepared import prepared_cursor

# The first half of our advisory locks' keys; the second is the cooperative's id.
SEASON = 7_420_110
_SHARE = """
    SELECT pg_advisory_xact_lock_shared(%s, pk::integer) FROM (
        SELECT DISTINCT product.cooperative_id AS pk FROM basket_line AS line
        JOIN catalogue_product AS product ON product.id = line.product_id
        WHERE line.basket_id = %s ORDER BY pk
    ) AS sellers
"""


def share_seasons_of_basket(basket_id: int) -> None:
    """Let nobody close the cooperatives of a basket, or ask more of an order, while it is bought."""
    with prepared_cursor() as cursor:
        cursor.execute(_SHARE, [SEASON, basket_id])


def claim_season(cooperative_id: int) -> None:
    """Wait for every purchase from the cooperative that is being placed, and let none begin until this is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SEASON, cooperative_id])
