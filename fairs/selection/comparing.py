"""Members' points side by side, once each has given theirs: how far they lie apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Max, Min

from fairs.applications.models import Application
from fairs.calls.models import Call, Criterion
from fairs.selection.models import CommonScore, Score
from fairs.selection.selectors import counted_scores, in_the_running


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the points of one application lie apart, in hundredths of a point of a hundred."""

    application: int
    apart: int
    members: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Beside:
    """One criterion: what each member gave, and what was agreed on."""

    criterion: Criterion
    scores: Sequence[Score]
    common: CommonScore | None

    @property
    def differ(self) -> bool:
        return len({score.points for score in self.scores}) > 1


def compared(call: Call) -> list[Spread]:
    """All applications in the running, those whose points lie farthest apart first."""
    criteria = {row.pk: row for row in Criterion.objects.filter(call=call)}
    weights = sum(row.weight for row in criteria.values()) or 1
    apart: dict[int, Fraction] = defaultdict(Fraction)
    members: dict[int, int] = defaultdict(int)
    for row in (
        counted_scores(call)
        .order_by()
        .values("application", "criterion")
        .annotate(most=Max("points"), least=Min("points"), count=Count("pk"))
    ):
        criterion = criteria[row["criterion"]]
        share = Fraction(criterion.weight * (row["most"] - row["least"]) * 10_000, criterion.highest * weights)
        apart[row["application"]] += share
        members[row["application"]] = max(members[row["application"]], row["count"])
    agreed: dict[int, int] = defaultdict(int)
    for pk in CommonScore.objects.filter(application__call=call).values_list("application", flat=True):
        agreed[pk] += 1
    pks = in_the_running(call).order_by("sent_at", "pk").values_list("pk", flat=True)
    found = [Spread(pk, int(apart[pk]), members[pk], agreed[pk]) for pk in pks]
    return sorted(found, key=lambda one: -one.apart)


def points_beside(application: Application) -> list[Beside]:
    """Each criterion with what the members gave whose sheets were handed in."""
    scores: dict[int, list[Score]] = defaultdict(list)
    given = counted_scores(application.call).filter(application=application).select_related("member")
    for score in given.order_by("member", "pk"):
        scores[score.criterion_id].append(score)
    written = CommonScore.objects.filter(application=application).select_related("written_by")
    common = {row.criterion_id: row for row in written}
    criteria = Criterion.objects.filter(call=application.call_id)
    return [Beside(row, scores[row.pk], common.get(row.pk)) for row in criteria]
