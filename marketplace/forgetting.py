"""A person's account is emptied: they ask for it, staff do it for them, or nobody used it for years."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cooperatives import clock
from cooperatives.accounts.exceptions import PersonStillNeeded
from cooperatives.accounts.models import User
from cooperatives.accounts.selectors import still_needed
from cooperatives.accounts.services import anonymise_user, anonymise_users
from cooperatives.joining.services import leave_withdrawn
from cooperatives.officers.models import FieldAgent
from cooperatives.push.models import PushSubscription
from fairs.models import EditionMembership
from marketplace.basket.models import Basket
from marketplace.order.anonymising import OVER
from marketplace.order.models import Order, Purchase

logger = structlog.get_logger(__name__)

UNUSED_FOR = timedelta(days=3 * 365)
AT_ONCE = 100


class StillOrganises(PersonStillNeeded):
    """This person organises an edition or a programme."""


class PurchaseUnderWay(PersonStillNeeded):
    """Something that this person bought has not arrived yet."""


class StillHelps(PersonStillNeeded):
    """This person is a field agent."""


def ties_of(user_ids: Collection[int]) -> dict[int, PersonStillNeeded]:
    """Who of them waits for a purchase, organises, or is a field agent."""
    waiting = Order.objects.filter(purchase__user__in=user_ids).exclude(status__in=OVER)
    organising = EditionMembership.objects.current().filter(user__in=user_ids)
    helping = FieldAgent.objects.current().filter(user__in=user_ids)
    return {
        **{pk: PurchaseUnderWay(pk) for pk in waiting.values_list("purchase__user_id", flat=True)},
        **{pk: StillOrganises(pk) for pk in organising.values_list("user_id", flat=True)},
        **{pk: StillHelps(pk) for pk in helping.values_list("user_id", flat=True)},
    }


def why_not_yet(user: User) -> PersonStillNeeded | None:
    """What keeps a person's account from being deleted now."""
    return still_needed([user.pk], ties=ties_of).get(user.pk)


@transaction.atomic
def forget_person(*, user_id: int, by: User) -> User:
    """Empty a person's account with all that was theirs alone. Raises `PersonStillNeeded`, and nothing is lost."""
    _drop_belongings([user_id])
    return anonymise_user(user_id=user_id, by=by, ties=ties_of)


def forget_unused() -> int:
    """Empty the accounts that nobody used for three years, a batch in each transaction; safe to repeat."""
    before = clock.now() - UNUSED_FOR
    forgotten, last = 0, 0
    unused = _unused_since(before).order_by("pk").values_list("pk", flat=True)
    while batch := list(unused.filter(pk__gt=last)[:AT_ONCE]):
        last = batch[-1]
        forgotten += _forget_batch(batch)
    logger.info("people_anonymised", people=forgotten)
    return forgotten


@transaction.atomic
def _forget_batch(user_ids: list[int]) -> int:
    needed = still_needed(user_ids, ties=ties_of)
    free = [pk for pk in user_ids if pk not in needed]
    _drop_belongings(free)
    return anonymise_users(user_ids=free, ties=ties_of)


def _drop_belongings(user_ids: Collection[int]) -> None:
    """What nobody else needs, and names in Wagtail's own log. Baskets and places in teams are locked before people."""
    leave_withdrawn(user_ids=user_ids)
    Basket.objects.filter(owner__in=user_ids, status=Basket.OPEN).delete()
    PushSubscription.objects.filter(user__in=user_ids).delete()
    for profile in UserProfile.objects.filter(user__in=user_ids).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.storage.delete, profile.avatar.name))
    UserProfile.objects.filter(user__in=user_ids).delete()
    named = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User))
    named.filter(object_id__in=[str(pk) for pk in user_ids]).update(label="")


def _unused_since(before: datetime) -> QuerySet[User]:
    """People with a name or a number who neither signed in, nor bought, nor filled a basket since `before`.

    A session that is used is prolonged without a sign-in, so purchases and baskets count too.
    """
    bought = Purchase.objects.filter(user=OuterRef("pk"), placed_at__gte=before)
    filled = Basket.objects.filter(owner=OuterRef("pk"), status=Basket.OPEN).filter(
        Q(date_created__gte=before) | Q(lines__date_updated__gte=before)
    )
    signed_in = Q(last_login__lt=before) | Q(last_login__isnull=True)
    people = User.objects.filter(signed_in, anonymised_at__isnull=True, date_joined__lt=before)
    return people.filter(~Exists(bought), ~Exists(filled), is_staff=False, is_superuser=False)
