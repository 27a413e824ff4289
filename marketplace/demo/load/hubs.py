"""Where parcels of several cooperatives are put together: the unions, and the platform of Azilal."""

from collections.abc import Sequence
from datetime import timedelta

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.enums import OrganisationKind
from cooperatives.models import Cooperative, UnionMembership
from cooperatives.texts import texts_of
from fairs.models import Edition
from marketplace.delivery.services import add_hub

JOINED_AGO = timedelta(days=3 * 365)


def load_hubs(cooperatives: Sequence[Cooperative], *, staff: User) -> None:
    """Each union serves the cooperatives of its region; the platform serves who takes part in it."""
    for union in cooperatives:
        if union.kind == OrganisationKind.UNION:
            _give_members(union, cooperatives)
            values = _names(union) | {"code": union.slug, "union": union, "region": union.region, "is_active": True}
            add_hub(values=values, by=staff)
    platform = Edition.objects.select_related("programme").get(code="platform-azilal")
    values = _names(platform) | {"code": platform.code, "edition": platform, "region": platform.region}
    add_hub(values=values | {"is_active": True}, by=staff)


def _give_members(union: Cooperative, cooperatives: Sequence[Cooperative]) -> None:
    neighbours = [each for each in cooperatives if each.region_id == union.region_id and each.pk != union.pk]
    joined = clock.today() - JOINED_AGO
    UnionMembership.objects.bulk_create(
        [
            UnionMembership(union=union, cooperative=each, joined_on=joined)
            for each in neighbours
            if each.kind != OrganisationKind.UNION
        ]
    )


def _names(named: Cooperative | Edition) -> dict[str, str]:
    return {f"name_{language}": name for language, name in texts_of(named, "name").items()}
