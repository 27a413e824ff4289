"""Sending products for sale and changes to them, looking at these, and taking them back.

What nobody has seen yet is written at once. What shoppers know stays as it was until staff have accepted the change,
unless its cooperative is trusted. Every verb holds the product's row first, so that two of them queue.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db import transaction

from catalogue.models import Product, ProductImage
from catalogue.moderation.enums import RevisionStatus
from catalogue.moderation.exceptions import AlreadySent, ChangedSince, JudgedByItsSender
from catalogue.moderation.gathering import Gathering
from catalogue.moderation.locks import product_for_update, revision_for_update
from catalogue.moderation.messages import tell_cooperative
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.proposing import Wish, propose
from catalogue.moderation.selectors import as_it_would_be, stands_of, unsettled_of, wanted_changes
from catalogue.moderation.snapshots import CATEGORIES, PICTURES, Values, digest_of, snapshot, was_public
from catalogue.partner.models import StockRecord
from catalogue.pictures import Renditions, attach_picture, repeat_first_picture
from catalogue.services import PaperMissing, PriceMissing, SignOfAnother, check_papers
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.audit.services import record_act


@transaction.atomic
def change_product(
    *, product_id: int, values: Mapping[str, Any], category_ids: Collection[int] | None = None, by: User
) -> Product:
    """Write what a keeper changed of a product; of one that shoppers know, ask staff first.

    Raises `SignOfAnother`, and `PaperMissing` for one that shoppers know.
    """
    product = product_for_update(product_id)
    _propose(product, values, {} if category_ids is None else {CATEGORIES: sorted(category_ids)}, by)
    return product


@transaction.atomic
def add_own_picture(*, product_id: int, made: Renditions, by: User) -> ProductImage:
    """Add a picture to a product; of one that shoppers know it is held back until staff have seen it."""
    product = product_for_update(product_id)
    image = attach_picture(product=product, made=made)
    record_act(
        action="product.picture_add",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        after={"picture": image.pk, "original": image.original.name},
    )
    if _changes_at_once(product):
        return image
    before = _wanted_pictures(product, without=image.pk)
    ProductImage.objects.filter(pk=image.pk).update(is_held_back=True)
    repeat_first_picture(product=product)
    _propose(product, {}, {PICTURES: [*before, image.pk]}, by)
    return image


@transaction.atomic
def take_own_picture_off(*, image_id: int, by: User) -> Product:
    """Take a picture off a product; shoppers who know it see it until staff have agreed."""
    return _with_pictures(image_id, lambda wanted: [pk for pk in wanted if pk != image_id], by)


@transaction.atomic
def show_own_picture_first(*, image_id: int, by: User) -> Product:
    """Make one picture of a product the one that lists show, once staff have agreed where shoppers know it."""
    return _with_pictures(image_id, lambda wanted: [image_id, *(pk for pk in wanted if pk != image_id)], by)


@transaction.atomic
def put_own_picture(*, image_id: int, place: int, by: User) -> Product:
    """Put one picture of a product at `place` among them, counted from 0; staff agree first as with any other."""
    return _with_pictures(image_id, lambda wanted: _placed(wanted, image_id, place), by)


@transaction.atomic
def change_own_picture(*, image_id: int, made: Renditions, by: User) -> Product:
    """Put another picture (the same one turned) where one stands; staff agree first as with any other."""
    product = product_for_update(ProductImage.objects.values_list("product_id", flat=True).get(pk=image_id))
    image = attach_picture(product=product, made=made)
    if not _changes_at_once(product):
        ProductImage.objects.filter(pk=image.pk).update(is_held_back=True)
        repeat_first_picture(product=product)
    wanted = _wanted_pictures(product, without=image.pk)
    after = [image.pk if pk == image_id else pk for pk in wanted]
    record_act(
        action="product.pictures",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={PICTURES: wanted},
        after={PICTURES: after},
    )
    _propose(product, {}, {PICTURES: after}, by)
    product.images.filter(is_held_back=True).exclude(pk__in=_wanted_pictures(product)).delete()
    return product


@transaction.atomic
def send_for_sale(*, product_id: int, by: User) -> ProductRevision:
    """Ask staff to look at a draft and put it on sale; of a trusted cooperative it is on sale at once.

    Raises `PaperMissing`, `PriceMissing` and `AlreadySent`.
    """
    product = product_for_update(product_id)
    stand = stands_of([product])[product.pk]
    if was_public(product) or (stand.last is not None and stand.last.status == RevisionStatus.SENT):
        raise AlreadySent
    _check_ready(product)
    is_trusted = product.cooperative.is_trusted
    status = RevisionStatus.ACCEPTED if is_trusted else RevisionStatus.SENT
    gathering = Gathering(by, product.cooperative)
    revision = gathering.send(product, number=stand.next_number, before={}, values=stand.now, status=status)
    gathering.write()
    if is_trusted:
        _publish(product, by)
    return revision


@transaction.atomic
def accept_revision(*, revision_id: int, seen: str, by: User) -> ProductRevision:
    """Let shoppers see what was sent; `seen` is the digest of what stood on the page.

    Raises `ForbiddenMove`, `ChangedSince`, `JudgedByItsSender`, `PaperMissing`, `PriceMissing`.
    """
    product, revision = _held(revision_id)
    gathering = _judged(product, revision, to=RevisionStatus.ACCEPTED, seen=seen, by=by)
    now = snapshot(product)
    then = as_it_would_be(product, revision, now)
    is_first = not was_public(product)
    if not is_first:
        gathering.apply(product, now, then)
    _check_ready(product)
    gathering.write()
    if is_first:
        _publish(product, by)
    # What was true when it was decided: staff may have mended the product since it was sent.
    revision.before, revision.values = {} if is_first else now, then
    revision.save(update_fields=["before", "values"])
    tell_cooperative(revision, "product_accepted" if is_first else "product_change_accepted")
    return revision


@transaction.atomic
def ask_again(*, revision_id: int, seen: str, reason: str, by: User) -> ProductRevision:
    """Say what must be changed first; what shoppers see stays as it was. Raises as `accept_revision`."""
    product, revision = _held(revision_id)
    _judged(product, revision, to=RevisionStatus.ASKED_AGAIN, seen=seen, by=by, reason=reason).write()
    tell_cooperative(revision, "product_asked_again")
    return revision


@transaction.atomic
def withdraw_revision(*, revision_id: int, by: User) -> ProductRevision:
    """Take back what was sent, or drop what staff did not accept; raises `ForbiddenMove`."""
    product, revision = _held(revision_id)
    gathering = Gathering(by, product.cooperative)
    gathering.withdraw(product, revision)
    gathering.write()
    return revision


def _held(revision_id: int) -> tuple[Product, ProductRevision]:
    """The product and its revision, held in that order, as they stand now."""
    product_id = ProductRevision.objects.values_list("product_id", flat=True).get(pk=revision_id)
    product = product_for_update(product_id)
    revision = revision_for_update(revision_id)
    revision.product = product
    return product, revision


def _judged(
    product: Product, revision: ProductRevision, *, to: RevisionStatus, seen: str, by: User, reason: str = ""
) -> Gathering:
    """The move of an open revision, for somebody who did not send it and saw what stands there now."""
    if by.pk == revision.sent_by_id:
        raise JudgedByItsSender
    gathering = Gathering(by, product.cooperative)
    gathering.move(product, revision, to=to, reason=reason)
    if product.discarded_at is not None or digest_of(as_it_would_be(product, revision, snapshot(product))) != seen:
        raise ChangedSince
    revision.judged_by, revision.judged_at, revision.reason = by, clock.now(), reason
    return gathering


def _propose(product: Product, values: Mapping[str, Any], written: Values, by: User) -> ProductRevision | None:
    """Write one product at once, or add to what staff look at."""
    gathering = Gathering(by, product.cooperative)
    (became,) = propose([Wish(stands_of([product])[product.pk], values, written)], gathering)
    if isinstance(became, PaperMissing | SignOfAnother):
        raise became
    gathering.write()
    return became


def _with_pictures(image_id: int, rearranged: Callable[[list[int]], list[int]], by: User) -> Product:
    """Put the pictures that the cooperative wants of a product in another order, or leave one out."""
    product = product_for_update(ProductImage.objects.values_list("product_id", flat=True).get(pk=image_id))
    before = _wanted_pictures(product)
    after = rearranged(before)
    record_act(
        action="product.pictures",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={PICTURES: before},
        after={PICTURES: after},
    )
    _propose(product, {}, {PICTURES: after}, by)
    # Added and taken off before anybody saw it.
    product.images.filter(is_held_back=True).exclude(pk__in=_wanted_pictures(product)).delete()
    return product


def _wanted_pictures(product: Product, *, without: int | None = None) -> list[int]:
    latest = unsettled_of(product)
    wanted = wanted_changes(latest).get(PICTURES) if latest is not None and was_public(product) else None
    listed: list[int] = snapshot(product)[PICTURES] if wanted is None else wanted
    return [pk for pk in listed if pk != without]


def _placed(wanted: list[int], image_id: int, place: int) -> list[int]:
    others = [pk for pk in wanted if pk != image_id]
    return [*others[:place], image_id, *others[place:]]


def _changes_at_once(product: Product) -> bool:
    return not was_public(product) or product.cooperative.is_trusted


def _check_ready(product: Product) -> None:
    """Raise what stands against its sale."""
    check_papers(product)
    if not StockRecord.objects.filter(product=product).exists():
        raise PriceMissing


def _publish(product: Product, by: User) -> None:
    values = {"is_public": True, "first_public_at": product.first_public_at or clock.now()}
    change_locked(row=product, values=values, by=by, cooperative=product.cooperative)
