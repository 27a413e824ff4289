"""What anyone may see of the roll-up: sums of whole groups, each with three cooperatives or more behind it.

The figures are those of this moment; which cells are told together was decided a minute ago at most,
by `fairs.revenue.public_groups`. What a question cuts through, and what is in no group yet, is left
out of the answer, which then says that it is not complete.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from fairs.enums import Channel, Evidence
from fairs.models import Edition
from fairs.revenue.figures import ZERO, Figures, Row, Scope
from fairs.revenue.models import CoarseCell
from fairs.revenue.selectors import EVERYTHING, editions_in

OTHER = "other"
PUBLIC_GROUPS = ("edition", "programme", "region", "channel", "evidence", "day", "year")
# Each thing that can be told apart, as text; nothing stands for sales outside every edition.
PARTS = {
    "edition": "COALESCE(edition.code, '')",
    "programme": "COALESCE(programme.code, '')",
    "kind": "COALESCE(programme.kind, '')",
    "region": "coarse.region_id",
    "channel": "coarse.channel",
    "evidence": "coarse.evidence",
    "day": "coarse.counts_on::text",
    "year": "EXTRACT(YEAR FROM coarse.counts_on)::text",
}
IN_SCOPE = {
    "edition__programme__code": "programme.code = %({name})s",
    "edition__code": "edition.code = %({name})s",
    "counts_on__gte": "coarse.counts_on >= %({name})s",
    "counts_on__lte": "coarse.counts_on <= %({name})s",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What groups come to that are alike in all that was asked for; a part is None where they are of several."""

    parts: Mapping[str, str | None]
    figures: Figures


@dataclass(frozen=True, slots=True)
class PublicSums:
    """Everything that may be told of a scope. Not complete where something was sold that is left out."""

    told: list[Told]
    is_complete: bool

    @property
    def is_withheld(self) -> bool:
        """Something was sold, and nothing of it may be told."""
        return not self.told and not self.is_complete

    def total(self) -> Figures:
        return Figures.of_all(each.figures for each in self.told)

    def by(self, part: str) -> dict[str | None, list[Told]]:
        """The same by one part; None holds what is of several."""
        groups: dict[str | None, list[Told]] = defaultdict(list)
        for each in self.told:
            groups[each.parts[part]].append(each)
        return dict(groups)


@dataclass(frozen=True, slots=True)
class PublicRollup:
    """Rows that may be told, and one with the key `other` for what cannot be told apart.

    `total` is None, and there are no rows, where nothing of what was sold may be told.
    """

    total: Figures | None
    rows: list[Row]
    is_complete: bool = True


def public_rollup(*, group_by: str, scope: Scope = EVERYTHING) -> PublicRollup:
    """The roll-up of `scope` by one of `PUBLIC_GROUPS`."""
    sums = public_sums("channel", "evidence", group_by, scope=scope)
    if sums.is_withheld:
        return PublicRollup(total=None, rows=[], is_complete=False)
    rows = public_rows(sums, group_by)
    if group_by == "edition":
        rows = _with_silent_editions(rows, scope)
    return PublicRollup(total=sums.total(), rows=rows, is_complete=sums.is_complete)


def public_sums(*parts: str, scope: Scope = EVERYTHING) -> PublicSums:
    """Whole groups inside the scope, summed where they are alike in `parts`: one question."""
    names = list(dict.fromkeys(parts))
    with connection.cursor() as cursor:
        cursor.execute(_question(names, scope), scope.conditions())
        rows = cursor.fetchall()
    told = [Told(dict(zip(names, row[:-6], strict=True)), _figures(*row[-6:-1])) for row in rows if row[-1]]
    return PublicSums(told, is_complete=all(row[-1] for row in rows))


def _question(parts: Sequence[str], scope: Scope) -> str:
    within = " AND ".join(IN_SCOPE[name].format(name=name) for name in scope.conditions()) or "TRUE"
    # Outside every edition there is no programme: that is not in the scope, rather than unknown.
    within = f"COALESCE({within}, FALSE)"
    same = "".join(
        f"CASE WHEN MIN({PARTS[part]}) = MAX({PARTS[part]}) THEN MIN({PARTS[part]}) END AS {part}, " for part in parts
    )
    places = ", ".join(str(place + 1) for place in (*range(len(parts)), len(parts) + 5))
    return f"""
        SELECT {"".join(f"{part}, " for part in parts)}
            SUM(gross), SUM(returns), SUM(corrections), SUM(sales), SUM(units), told
        FROM (
            SELECT {same} BOOL_AND({within}) AND cell.group IS NOT NULL AS told,
                SUM(gross) - CASE WHEN BOOL_AND(tells_returns) THEN 0 ELSE SUM(returns) END AS gross,
                CASE WHEN BOOL_AND(tells_returns) THEN SUM(returns) ELSE 0 END AS returns,
                CASE WHEN BOOL_AND(tells_corrections) THEN SUM(corrections) ELSE 0 END AS corrections,
                CASE WHEN BOOL_AND(tells_counts) THEN SUM(sales) END AS sales,
                CASE WHEN BOOL_AND(tells_counts) THEN SUM(units) END AS units
            FROM revenue_coarsecell AS coarse
            LEFT JOIN fairs_edition AS edition ON edition.id = coarse.edition_id
            LEFT JOIN fairs_programme AS programme ON programme.id = edition.programme_id
            LEFT JOIN revenue_publiccell AS cell ON COALESCE(cell.edition_id, 0) = COALESCE(coarse.edition_id, 0)
                AND cell.region_id = coarse.region_id AND cell.counts_on = coarse.counts_on
                AND cell.channel = coarse.channel AND cell.evidence = coarse.evidence
            GROUP BY cell.group
            HAVING BOOL_OR({within})
        ) AS of_groups
        GROUP BY {places} ORDER BY {places}
    """  # noqa: S608


def _figures(*measures: Any) -> Figures:
    gross, returns, corrections, sales, units = measures
    return Figures(gross, returns, corrections, None if sales is None else int(sales), units)


def public_rows(sums: PublicSums, part: str) -> list[Row]:
    """A row for each value of the part that may be told, by value, and `other` last."""
    groups = sums.by(part)
    rows = [_row(_key(key), told) for key, told in groups.items() if key is not None]
    rows.sort(key=lambda row: (row.key is None, str(row.key)))
    return [*rows, _row(OTHER, groups[None])] if None in groups else rows


def _key(text: str) -> str | None:
    """Sales outside every edition have no code."""
    return text or None


def _row(key: str | None, told: Sequence[Told]) -> Row:
    shares = {
        "channel": _shares(told, "channel", Channel.values),
        "evidence": _shares(told, "evidence", Evidence.values),
    }
    return Row(key, Figures.of_all(each.figures for each in told), shares)


def _shares(told: Iterable[Told], part: str, values: Sequence[str]) -> dict[str, Decimal]:
    """Turnover by channel or evidence; `other` holds that of groups with several, where there is any."""
    shares = dict.fromkeys(values, ZERO)
    for each in told:
        name = each.parts[part] or OTHER
        shares[name] = shares.get(name, ZERO) + each.figures.turnover
    return shares


def _with_silent_editions(rows: list[Row], scope: Scope) -> list[Row]:
    """A row for every published edition, and one outside, in which nothing at all was sold; by their dates."""
    cells = CoarseCell.objects.filter(**scope.conditions())
    editions = editions_in(scope)
    silent = editions.published().filter(~Exists(cells.filter(edition=OuterRef("pk"))))
    found = {row.key: row for row in rows}
    found |= {code: Row(code, Figures(), _no_shares()) for code in silent.values_list("code", flat=True)}
    if scope.is_whole and None not in found and not cells.filter(edition=None).exists():
        found[None] = Row(None, Figures(), _no_shares())
    codes = Edition.objects.filter(code__in=[key for key in found if key]).order_by("starts_at", "id")
    order: list[Any] = [*codes.values_list("code", flat=True), None, OTHER]
    return [found[key] for key in order if key in found]


def _no_shares() -> dict[str, dict[str, Decimal]]:
    return {"channel": dict.fromkeys(Channel.values, ZERO), "evidence": dict.fromkeys(Evidence.values, ZERO)}
