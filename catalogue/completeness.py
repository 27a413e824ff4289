"""How far a product is: what its page has, what would still help, and what the law waits for.

What may not be sold is said in one place, `catalogue.papers.missing_for_sale`; here it is only told by screen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.enums import LegalKind, Unit
from catalogue.models import Product
from catalogue.papers import missing_for_sale
from cooperatives.texts import texts_of

# The screen on which each field that the law asks for is written.
PART_OF_FIELD = {
    "onssa_number": "papers",
    "cosmetic_registration": "papers",
    "ingredients": "contents",
    "net_quantity": "amount",
    "durability_months": "keeping",
}
EATEN_OR_WORN = frozenset({LegalKind.FOOD, LegalKind.COSMETIC})


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a product, named as its screen: whether it is done, and whether it may not be sold without."""

    part: str
    is_done: bool
    is_law: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """The steps of a product in the order in which they are asked for."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def percent(self) -> int:
        return self.done * 100 // len(self.steps)

    @property
    def next_step(self) -> Step | None:
        """What to do next: first what the law waits for, then what helps to sell."""
        open_steps = [step for step in self.steps if not step.is_done]
        return min(open_steps, key=lambda step: not step.is_law, default=None)


def may_not_sell(product: Product) -> list[str]:
    """The fields that the law waits for before `product` may be on sale: nothing else keeps it from being sold."""
    return list(missing_for_sale(product))


def completeness_of(product: Product) -> Completeness:
    """How far `product` is, from what its own row holds: no question is asked of the database."""
    lacking = {PART_OF_FIELD[field] for field in may_not_sell(product)}
    return Completeness(
        tuple(
            Step(part, is_done=part not in lacking and is_done(product), is_law=part in lacking)
            for part, (kinds, is_done) in _STEPS.items()
            if LegalKind(product.product_class.legal_kind) in kinds
        )
    )


def _has_picture(product: Product) -> bool:
    return bool(product.picture)


def _is_named_everywhere(product: Product) -> bool:
    return all(texts_of(product, "title").values())


def _is_described(product: Product) -> bool:
    return any(texts_of(product, "description").values())


def _says_how_much(product: Product) -> bool:
    """What it weighs, or the size of a piece that is not weighed."""
    if product.unit != Unit.PIECE or product.net_quantity is not None:
        return True
    return product.product_class.legal_kind == LegalKind.CRAFT and bool(product.dimensions)


def _says_what_is_in_it(product: Product) -> bool:
    return any(texts_of(product, "ingredients").values())


ALL = frozenset(LegalKind)
_STEPS: dict[str, tuple[frozenset[LegalKind], Callable[[Product], bool]]] = {
    "pictures": (ALL, _has_picture),
    "amount": (ALL, _says_how_much),
    "contents": (EATEN_OR_WORN, _says_what_is_in_it),
    "keeping": (EATEN_OR_WORN, lambda product: product.durability_months is not None),
    "papers": (EATEN_OR_WORN, lambda product: bool(product.onssa_number or product.cosmetic_registration)),
    "description": (ALL, _is_described),
    "names": (ALL, _is_named_everywhere),
}
