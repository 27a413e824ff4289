"""Deciding what becomes of what a cooperative wants of its products: written at once, or looked at by staff first."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from catalogue.models import Product
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.gathering import Gathering
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import Stand, as_it_would_be
from catalogue.moderation.snapshots import (
    MODERATED,
    Values,
    changed_names,
    fields_of,
    was_public,
    with_values_each,
)
from catalogue.services import PaperMissing, SignOfAnother, check_papers, check_sign

# What waits for staff now, if anything; or what stands against it, and then nothing is gathered of this product.
Became = ProductRevision | PaperMissing | SignOfAnother | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a cooperative wants of a product that the caller holds."""

    stand: Stand
    # Fields as a form gives them.
    values: Mapping[str, Any] = field(default_factory=dict)
    # Shelves and pictures, as a snapshot holds them.
    written: Values = field(default_factory=dict)


def propose(wishes: Sequence[Wish], gathering: Gathering) -> list[Became]:
    """Gather what becomes of each wish; each is judged by itself, and asks nothing of the database of its own."""
    thens = [_then(wish) for wish in wishes]
    proposed = with_values_each((wish.stand.product, then) for wish, then in zip(wishes, thens, strict=True))
    prefetch_related_objects([each for each in proposed if each.sign_id], "sign")
    return [_became(*each, gathering) for each in zip(wishes, thens, proposed, strict=True)]


def _then(wish: Wish) -> Values:
    """The snapshot that shoppers would see; of what nobody has seen, only what is written."""
    product = wish.stand.product
    fields = {name: value for name, value in wish.values.items() if name in MODERATED}
    written = _as_snapshot(product, fields) | wish.written
    if not was_public(product):
        return written
    latest, now = wish.stand.unsettled, wish.stand.now
    return (as_it_would_be(product, latest, now) if latest else now) | written


def _as_snapshot(product: Product, wanted: Mapping[str, Any]) -> Values:
    """Fields as a form gives them, as a snapshot holds them."""
    proposed = copy(product)
    for name, value in wanted.items():
        setattr(proposed, name, value)
    return fields_of(proposed, wanted)


def _became(wish: Wish, then: Values, proposed: Product, gathering: Gathering) -> Became:
    product = wish.stand.product
    try:
        check_sign(proposed)
        if was_public(product):
            check_papers(proposed)
    except (PaperMissing, SignOfAnother) as refusal:
        return refusal
    gathering.change(product, {name: value for name, value in wish.values.items() if name not in MODERATED})
    if was_public(product):
        return _gathered(wish.stand, then, gathering)
    gathering.apply(product, wish.stand.now, then)
    return None


def _gathered(stand: Stand, then: Values, gathering: Gathering) -> ProductRevision | None:
    """Of what shoppers know: nothing where it is as it was, at once of who is trusted, else a revision."""
    product, now, latest = stand.product, stand.now, stand.unsettled
    if not changed_names(now, then):
        if latest is not None:
            gathering.withdraw(product, latest)
        return None
    if product.cooperative.is_trusted:
        return _trusted(stand, then, gathering)
    if latest is None or latest.status != RevisionStatus.SENT:
        return gathering.send(product, number=stand.next_number, before=now, values=then)
    return gathering.add_to(latest, product, now, then)


def _trusted(stand: Stand, then: Values, gathering: Gathering) -> ProductRevision:
    """What a trusted cooperative changes is seen at once, with what waited from before it was trusted."""
    product, now = stand.product, stand.now
    if stand.unsettled is not None:
        gathering.move(product, stand.unsettled, to=RevisionStatus.WITHDRAWN)
    accepted = RevisionStatus.ACCEPTED
    revision = gathering.send(product, number=stand.next_number, before=now, values=then, status=accepted)
    gathering.apply(product, now, then)
    return revision
