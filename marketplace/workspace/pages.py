"""Lists that may be very long: counted only as far as anybody turns the pages."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

# What lies further back is found by its number.
MOST_COUNTED = 2000


class BoundedPaginator(Paginator):
    """A paginator that asks the database for no more rows than it will ever lead to."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """How many rows there are, `MOST_COUNTED` at most."""
        counted: int = self.object_list.order_by()[:MOST_COUNTED].count()
        return counted
