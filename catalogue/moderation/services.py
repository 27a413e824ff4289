"""Sending products for sale and changes to them, looking at these, and taking them back.

What nobody has seen yet is written at once. What shoppers know stays as it was until staff have accepted the change,
unless its cooperative is trusted. Every verb holds the product's row first, so that two of them queue.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db import transaction

from catalogue.models import Product, ProductImage
from catalogue.moderation.enums import REVISION_MOVES, RevisionStatus
from catalogue.moderation.exceptions import AlreadySent, ChangedSince, JudgedByItsSender
from catalogue.moderation.locks import product_for_update, revision_for_update
from catalogue.moderation.messages import tell_cooperative
from catalogue.moderation.models import ProductRevision
from catalogue.moderation.selectors import as_it_would_be, unsettled_of, wanted_changes
from catalogue.moderation.snapshots import (
    CATEGORIES,
    MODERATED,
    PICTURES,
    Values,
    as_values,
    changed_names,
    digest_of,
    fields_of,
    snapshot,
    was_public,
    with_values,
)
from catalogue.partner.models import StockRecord
from catalogue.pictures import Renditions, attach_picture, repeat_first_picture
from catalogue.services import PriceMissing, check_papers, check_sign
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.records import change_locked
from cooperatives.audit.services import log_first_statuses, move_status, record_act


@transaction.atomic
def change_product(
    *, product_id: int, values: Mapping[str, Any], category_ids: Collection[int] | None = None, by: User
) -> Product:
    """Write what a keeper changed of a product; of one that shoppers know, ask staff first.

    Raises `SignOfAnother`, and `PaperMissing` for one that shoppers know.
    """
    product = product_for_update(product_id)
    write_or_propose(product=product, values=values, category_ids=category_ids, by=by)
    return product


def write_or_propose(
    *, product: Product, values: Mapping[str, Any], category_ids: Collection[int] | None = None, by: User
) -> ProductRevision | None:
    """As `change_product`, for a row whose lock the caller holds; answers what waits for staff now, if anything."""
    at_once = {name: value for name, value in values.items() if name not in MODERATED}
    wanted = {name: value for name, value in values.items() if name in MODERATED}
    if at_once:
        change_locked(row=product, values=at_once, by=by, cooperative=product.cooperative)
    written = _as_snapshot(product, wanted)
    if category_ids is not None:
        written[CATEGORIES] = sorted(category_ids)
    return _write_or_propose(product, written, by)


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
    _write_or_propose(product, {PICTURES: [*before, image.pk]}, by)
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
    _write_or_propose(product, {PICTURES: after}, by)
    product.images.filter(is_held_back=True).exclude(pk__in=_wanted_pictures(product)).delete()
    return product


@transaction.atomic
def send_for_sale(*, product_id: int, by: User) -> ProductRevision:
    """Ask staff to look at a draft and put it on sale; of a trusted cooperative it is on sale at once.

    Raises `PaperMissing`, `PriceMissing` and `AlreadySent`.
    """
    product = product_for_update(product_id)
    latest = unsettled_of(product)
    if was_public(product) or (latest is not None and latest.status == RevisionStatus.SENT):
        raise AlreadySent
    _check_ready(product)
    if not product.cooperative.is_trusted:
        return _new_revision(product, before={}, values=snapshot(product), by=by)
    revision = _new_revision(product, before={}, values=snapshot(product), by=by, status=RevisionStatus.ACCEPTED)
    _publish(product, by)
    return revision


@transaction.atomic
def accept_revision(*, revision_id: int, seen: str, by: User) -> ProductRevision:
    """Let shoppers see what was sent; `seen` is the digest of what stood on the page.

    Raises `ForbiddenMove`, `ChangedSince`, `JudgedByItsSender`, `PaperMissing`, `PriceMissing`.
    """
    product, revision = _held(revision_id)
    _judge(product, revision, to=RevisionStatus.ACCEPTED, seen=seen, by=by)
    now = snapshot(product)
    then = as_it_would_be(product, revision, now)
    is_first = not was_public(product)
    if not is_first:
        _apply(product, then, by)
    _check_ready(product)
    if is_first:
        _publish(product, by)
    # What was true when it was decided: staff may have mended the product since it was sent.
    revision.before, revision.values = {} if is_first else now, then
    revision.save()
    tell_cooperative(revision, "product_accepted" if is_first else "product_change_accepted")
    return revision


@transaction.atomic
def ask_again(*, revision_id: int, seen: str, reason: str, by: User) -> ProductRevision:
    """Say what must be changed first; what shoppers see stays as it was. Raises as `accept_revision`."""
    product, revision = _held(revision_id)
    _judge(product, revision, to=RevisionStatus.ASKED_AGAIN, seen=seen, by=by, reason=reason)
    revision.save()
    tell_cooperative(revision, "product_asked_again")
    return revision


@transaction.atomic
def withdraw_revision(*, revision_id: int, by: User) -> ProductRevision:
    """Take back what was sent, or drop what staff did not accept; raises `ForbiddenMove`."""
    product, revision = _held(revision_id)
    _withdraw(product, revision, by)
    return revision


def _held(revision_id: int) -> tuple[Product, ProductRevision]:
    """The product and its revision, held in that order, as they stand now."""
    product_id = ProductRevision.objects.values_list("product_id", flat=True).get(pk=revision_id)
    product = product_for_update(product_id)
    revision = revision_for_update(revision_id)
    revision.product = product
    return product, revision


def _judge(
    product: Product, revision: ProductRevision, *, to: RevisionStatus, seen: str, by: User, reason: str = ""
) -> None:
    """Move an open revision, for somebody who did not send it and saw what stands there now."""
    if by.pk == revision.sent_by_id:
        raise JudgedByItsSender
    _move(product, revision, to=to, by=by, reason=reason)
    if product.discarded_at is not None or digest_of(as_it_would_be(product, revision, snapshot(product))) != seen:
        raise ChangedSince
    revision.judged_by, revision.judged_at, revision.reason = by, clock.now(), reason


def _move(product: Product, revision: ProductRevision, *, to: RevisionStatus, by: User, reason: str = "") -> None:
    before = {"status": revision.status}
    move_status(revision, to=to, moves=REVISION_MOVES, by=by, reason=reason)
    record_act(
        action=f"productrevision.{to}",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before=before,
        after={"status": revision.status, "number": revision.number, "reason": reason},
    )


def _withdraw(product: Product, revision: ProductRevision, by: User) -> None:
    _move(product, revision, to=RevisionStatus.WITHDRAWN, by=by)
    revision.save(update_fields=["status"])
    product.images.filter(is_held_back=True).delete()


def _write_or_propose(product: Product, written: Values, by: User) -> ProductRevision | None:
    """Write `written` (a part of a snapshot) at once, or add it to what staff look at."""
    if not was_public(product):
        _check_signs(product, written)
        _apply(product, written, by)
        return None
    now, latest = snapshot(product), unsettled_of(product)
    then = (as_it_would_be(product, latest, now) if latest else now) | written
    check_papers(_check_signs(product, then))
    if not changed_names(now, then):
        if latest is not None:
            _withdraw(product, latest, by)
        return None
    if product.cooperative.is_trusted:
        return _change_trusted(product, latest, now, then, by)
    if latest is None or latest.status != RevisionStatus.SENT:
        return _new_revision(product, before=now, values=then, by=by)
    return _add_to(latest, product, now, then, by)


def _change_trusted(
    product: Product, latest: ProductRevision | None, now: Values, then: Values, by: User
) -> ProductRevision:
    """What a trusted cooperative changes is seen at once, with what waited from before it was trusted."""
    if latest is not None:
        _move(product, latest, to=RevisionStatus.WITHDRAWN, by=by)
        latest.save(update_fields=["status"])
    revision = _new_revision(product, before=now, values=then, by=by, status=RevisionStatus.ACCEPTED)
    _apply(product, then, by)
    return revision


def _add_to(revision: ProductRevision, product: Product, now: Values, then: Values, by: User) -> ProductRevision:
    """Change what waits for staff; it keeps its place in their list."""
    names = changed_names(revision.values, then)
    record_act(
        action="productrevision.change",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={name: revision.values.get(name) for name in names},
        after={name: then[name] for name in names},
    )
    revision.before, revision.values, revision.sent_by = now, then, by
    revision.save(update_fields=["before", "values", "sent_by"])
    return revision


def _new_revision(
    product: Product, *, before: Values, values: Values, by: User, status: RevisionStatus = RevisionStatus.SENT
) -> ProductRevision:
    last = product.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    accepted_at = clock.now() if status == RevisionStatus.ACCEPTED else None
    revision = ProductRevision.objects.create(
        product=product,
        number=last + 1,
        status=status,
        before=before,
        values=values,
        sent_by=by,
        sent_at=clock.now(),
        judged_at=accepted_at,
    )
    log_first_statuses([revision], by=by)
    names = changed_names(before, values)
    record_act(
        action=f"productrevision.{status}",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        before={name: before.get(name) for name in names},
        after={name: values[name] for name in names},
    )
    return revision


def _apply(product: Product, then: Values, by: User) -> None:
    """Write fields, shelves and pictures of a snapshot, or of a part of one."""
    change_locked(row=product, values=as_values(then), by=by, cooperative=product.cooperative)
    if CATEGORIES in then:
        product.categories.set(then[CATEGORIES])
    if PICTURES in then:
        _apply_pictures(product, then[PICTURES])


def _apply_pictures(product: Product, wanted: list[int]) -> None:
    product.images.exclude(pk__in=wanted).delete()
    for place, pk in enumerate(wanted):
        product.images.filter(pk=pk).update(display_order=place, is_held_back=False)
    repeat_first_picture(product=product)


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
    _write_or_propose(product, {PICTURES: after}, by)
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


def _as_snapshot(product: Product, wanted: Mapping[str, Any]) -> Values:
    """Fields as a form gives them, as a snapshot holds them."""
    proposed = with_values(product, {})
    for name, value in wanted.items():
        setattr(proposed, name, value)
    return fields_of(proposed, wanted)


def _check_signs(product: Product, written: Values) -> Product:
    """`product` as `written` would make it; raises `SignOfAnother`."""
    proposed = with_values(product, written)
    check_sign(proposed)
    return proposed


def _check_ready(product: Product) -> None:
    """Raise what stands against its sale."""
    check_papers(product)
    if not StockRecord.objects.filter(product=product).exists():
        raise PriceMissing


def _publish(product: Product, by: User) -> None:
    values = {"is_public": True, "first_public_at": product.first_public_at or clock.now()}
    change_locked(row=product, values=values, by=by, cooperative=product.cooperative)
