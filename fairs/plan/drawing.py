"""A plan as it is drawn on every page: squares from its upper left corner, whatever the language of the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings

from fairs.models import Stop
from fairs.plan.enums import MarkKind
from fairs.plan.models import Plan, PlanMark

# So many zones have a colour of their own; more begin again.
ZONE_COLOURS = 6
# A drawn square is this large in the drawing's own units, so that letters have room for fractions.
SQUARE = 10
# Room that one letter takes of the height of its own size.
LETTER_WIDTH = 6


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A stall on the drawing: where, what is written on it, what it links to, and how it looks."""

    code: str
    zone: str
    x: int
    y: int
    width: int
    height: int
    letters: int
    label: str
    url: str
    looks: str

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """An entrance, a stage: a place with a word, written in it where it fits."""

    kind: str
    label: str
    x: int
    y: int
    width: int
    height: int
    letters: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the plan's picture shows; `zones` are its names with the number of their colour."""

    width: int
    height: int
    picture: str
    places: tuple[DrawnPlace, ...]
    marks: tuple[DrawnMark, ...]
    zones: tuple[tuple[str, int], ...]


def drawing_of(
    stop: Stop,
    *,
    plan: Plan | None = None,
    labels: Mapping[str, str] | None = None,
    url: str = "",
    own: Collection[str] = (),
    given: Collection[str] = (),
) -> Drawing | None:
    """The plan of a stop, or None where none is drawn.

    `plan` is handed in by whoever read it already. `labels` says by a stall's code who stands there, `url` is what
    each stall links to with its code in the place of `{code}`, `own` are the codes that stand out, `given` those that
    somebody has.
    """
    plan = plan or Plan.objects.filter(stop=stop).first()
    if plan is None:
        return None
    rows = list(plan.places.select_related("stall").filter(stall__ended_at__isnull=True))
    zones = sorted({row.stall.zone for row in rows if row.stall.zone})
    colours = {zone: number % ZONE_COLOURS for number, zone in enumerate(zones)}
    places = []
    for row in rows:
        stall = row.stall
        looks = "own" if stall.code in own else "institution" if stall.is_institutional else ""
        looks += " given" if stall.code in given else ""
        looks += " shared" if stall.is_shared else ""
        places.append(
            DrawnPlace(
                code=stall.code,
                zone=stall.zone,
                x=row.column * SQUARE,
                y=row.row * SQUARE,
                width=row.width * SQUARE,
                height=row.height * SQUARE,
                letters=_letters(stall.code, row.width * SQUARE, row.height * SQUARE),
                label=(labels or {}).get(stall.code, ""),
                url=url.replace("{code}", stall.code),
                looks=f"{looks} zone-{colours.get(stall.zone, 'none')}".strip(),
            )
        )
    marks = tuple(_drawn_mark(mark) for mark in plan.marks.all())
    picture = f"{settings.MEDIA_URL}{plan.picture}" if plan.picture else ""
    return Drawing(
        plan.columns * SQUARE,
        plan.rows * SQUARE,
        picture,
        tuple(places),
        marks,
        tuple((zone, colours[zone]) for zone in zones),
    )


def _drawn_mark(mark: PlanMark) -> DrawnMark:
    label = mark.label or str(mark.get_kind_display())
    width, height = mark.width * SQUARE, mark.height * SQUARE
    letters = 0 if mark.kind == MarkKind.WALL else _letters(label, width, height)
    return DrawnMark(mark.kind, label, mark.column * SQUARE, mark.row * SQUARE, width, height, letters)


def _letters(code: str, width: int, height: int) -> int:
    """The size of letters with which the code fits into its place."""
    return max(3, min(height * 6 // 10, width * SQUARE // (max(1, len(code)) * LETTER_WIDTH), SQUARE))
