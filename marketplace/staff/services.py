"""Acts of the staff that reach into several packages, and the group that they belong to."""

from collections.abc import Collection, Mapping
from typing import Any, BinaryIO

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection as Folder
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from catalogue.models import Product, ProductImage
from catalogue.pictures import add_picture
from cooperatives.accounts.models import User
from cooperatives.audit.services import record_act
from cooperatives.jobs import services as jobs
from cooperatives.jobs.models import Job
from cooperatives.models import Cooperative
from cooperatives.outbox import services as outbox
from cooperatives.outbox.models import Message
from cooperatives.services import edit_cooperative as edit_its_row
from marketplace.staff.permissions import FILES, MAY, PAGES, STAFF

# What the search text of a cooperative's products repeats of it.
SEARCHED = ("name_ar", "name_fr", "name_en")


@transaction.atomic
def load_staff_group() -> Group:
    """Write the group Staff with exactly what its people may do; safe to repeat."""
    group, _ = Group.objects.get_or_create(name=STAFF)
    wanted = {(model, f"{action}_{model._meta.model_name}") for model, actions in MAY.items() for action in actions}
    kinds = ContentType.objects.get_for_models(*MAY)
    found = Permission.objects.filter(content_type__in=kinds.values()).select_related("content_type")
    held = [row for row in found if (row.content_type.model_class(), row.codename) in wanted]
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set([access, *held])
    _let_write_pages(group)
    return group


@transaction.atomic
def edit_cooperative(
    *, cooperative_id: int, values: Mapping[str, Any], support_programme_ids: Collection[int] | None, by: User
) -> Cooperative:
    """Write what is known of a cooperative, and let its products be found under its new name."""
    cooperative = edit_its_row(
        cooperative_id=cooperative_id, values=values, support_programme_ids=support_programme_ids, by=by
    )
    if any(name in values for name in SEARCHED):
        products = Product.objects.filter(cooperative=cooperative).select_related(
            "product_class", "commune__province__region"
        )
        rows = list(products)
        for product in rows:
            product.cooperative = cooperative
            product.fill_derived()
        Product.objects.bulk_update(rows, ["search_text"], batch_size=500)
    return cooperative


@transaction.atomic
def add_product_picture(*, product_id: int, upload: BinaryIO, is_illustration: bool, by: User) -> ProductImage:
    """Add a picture to a product and write down who did. Raises `PictureRefused`."""
    product = Product.objects.get(pk=product_id)
    image = add_picture(product=product, upload=upload, is_illustration=is_illustration)
    record_act(
        action="product.picture_add",
        subject=product,
        by=by,
        cooperative=product.cooperative,
        after={"picture": image.pk, "original": image.original.name},
    )
    return image


@transaction.atomic
def retry_message(*, message: Message, by: User) -> None:
    """Let a message that was given up be sent again, and write down who asked."""
    record_act(action="message.retry", subject=message, by=by, before={"tries": message.attempts})
    outbox.retry(key=message.key)


@transaction.atomic
def retry_job(*, job: Job, by: User) -> None:
    """Let work that was given up be tried again, and write down who asked."""
    record_act(action="job.retry", subject=job, by=by, before={"tries": job.attempts})
    jobs.retry(key=job.key)


def _let_write_pages(group: Group) -> None:
    """Pages of every language, and the pictures and papers that stand on them."""
    root, folder = Page.get_first_root_node(), Folder.get_first_root_node()
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGES)
    for permission in pages:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for model, actions in FILES.items():
        names = [f"{action}_{model._meta.model_name}" for action in actions]
        kind = ContentType.objects.get_for_model(model)
        for permission in Permission.objects.filter(content_type=kind, codename__in=names):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=folder, permission=permission)
