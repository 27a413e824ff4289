"""Approving, suspending and reinstating a cooperative, and who belongs to it."""

from datetime import UTC, date, datetime

import pytest

from catalogue.models import Product
from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.audit.models import AuditEntry, StatusChange
from cooperatives.audit.records import HIDDEN
from cooperatives.audit.services import ForbiddenMove
from cooperatives.enums import CooperativeStatus, Role
from cooperatives.models import Cooperative, Membership, QualitySign
from cooperatives.outbox.models import Message
from cooperatives.permissions import Area, cooperatives_where
from cooperatives.services import (
    AlreadyMember,
    MembershipEnded,
    approve_cooperative,
    change_role,
    edit_cooperative,
    edit_sign_held,
    end_membership,
    hold_sign,
    invite_member,
    refuse_cooperative,
    register_cooperative,
    reinstate_cooperative,
    suspend_cooperative,
)
from tests.factories import make_commune, make_cooperative, make_member, make_product, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 21, 10, 0, tzinfo=UTC)


def approve(cooperative: Cooperative, by: User) -> None:
    approve_cooperative(cooperative_id=cooperative.pk, by=by)


def suspend(cooperative: Cooperative, by: User) -> None:
    suspend_cooperative(cooperative_id=cooperative.pk, reason="No papers", by=by)


def reinstate(cooperative: Cooperative, by: User) -> None:
    reinstate_cooperative(cooperative_id=cooperative.pk, by=by)


def refuse(cooperative: Cooperative, by: User) -> None:
    refuse_cooperative(cooperative_id=cooperative.pk, reason="No papers", by=by)


APPLIED, APPROVED, SUSPENDED = CooperativeStatus.APPLIED, CooperativeStatus.APPROVED, CooperativeStatus.SUSPENDED
REFUSED = CooperativeStatus.REFUSED
VERBS = {
    approve: (APPLIED, APPROVED),
    refuse: (APPLIED, REFUSED),
    suspend: (APPROVED, SUSPENDED),
    reinstate: (SUSPENDED, APPROVED),
}


def make_standing(status: str) -> Cooperative:
    return make_cooperative(status=status, suspended_at=NOW if status == SUSPENDED else None)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", CooperativeStatus.values)
def test_each_verb_goes_its_own_way_and_no_other(verb, status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # What has to be there before a cooperative is approved: test_joining.py.
    monkeypatch.setattr("cooperatives.services.what_keeps_from_approval", lambda _cooperative: [])
    cooperative, staff = make_standing(status), make_user()
    allowed_from, to = VERBS[verb]

    if status == allowed_from:
        verb(cooperative, staff)
        cooperative.refresh_from_db()
        assert cooperative.status == to
        change = StatusChange.objects.get()
        assert (change.old_status, change.new_status, change.by) == (status, to, staff)
    else:
        with pytest.raises(ForbiddenMove):
            verb(cooperative, staff)
        cooperative.refresh_from_db()
        assert cooperative.status == status
        assert not StatusChange.objects.exists()
        assert not AuditEntry.objects.exists()


def test_suspended_cooperative_keeps_the_moment_and_the_reason_and_its_products_leave_the_shop() -> None:
    cooperative, staff = make_cooperative(), make_user()
    make_product(cooperative=cooperative)

    with clock.frozen_at(NOW):
        suspend_cooperative(cooperative_id=cooperative.pk, reason="No papers", by=staff)

    cooperative.refresh_from_db()
    assert cooperative.suspended_at == NOW
    assert StatusChange.objects.get().reason == "No papers"
    assert AuditEntry.objects.get().after == {"status": "suspended", "reason": "No papers"}
    assert not Product.objects.on_sale().exists()


def test_reinstated_cooperative_sells_everything_again() -> None:
    cooperative, staff = make_standing(SUSPENDED), make_user()
    product = make_product(cooperative=cooperative)

    reinstate_cooperative(cooperative_id=cooperative.pk, by=staff)

    cooperative.refresh_from_db()
    assert cooperative.suspended_at is None
    assert list(Product.objects.on_sale()) == [product]


def test_managers_are_told_of_a_suspension_each_in_their_language_and_no_number_twice() -> None:
    cooperative = make_cooperative(phone="+212600000001")
    make_member(cooperative, phone="+212600000001", language="fr")
    make_member(cooperative, phone="+212600000002", language="ar")
    make_member(cooperative, phone="+212600000003", role=Role.SELLER)

    suspend_cooperative(cooperative_id=cooperative.pk, reason="Papiers", by=make_user())

    told = {message.recipient: message.language for message in Message.objects.all()}
    assert told == {"+212600000001": "fr", "+212600000002": "ar"}
    assert all("Papiers" in message.body for message in Message.objects.all())


def test_suspended_cooperative_stays_open_to_its_members() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative)

    suspend_cooperative(cooperative_id=cooperative.pk, reason="No papers", by=make_user())

    assert list(cooperatives_where(member, Area.ORDERS)) == [cooperative]


def test_registered_cooperative_waits_to_be_checked() -> None:
    staff, commune = make_user(), make_commune()

    cooperative = register_cooperative(values={"name_fr": "Été des femmes", "commune": commune}, by=staff)

    assert (cooperative.status, cooperative.slug, cooperative.region_id) == (APPLIED, "ete-des-femmes", "09")
    assert StatusChange.objects.get().new_status == APPLIED
    second = register_cooperative(values={"name_fr": "Été des femmes", "commune": commune}, by=staff)
    assert second.slug == f"ete-des-femmes-{second.public_id}"


def test_edit_writes_down_only_what_changed_and_no_telephone_number() -> None:
    cooperative, staff = make_cooperative(phone="+212600000001", member_count=20), make_user()

    values = {"phone": "+212600000009", "member_count": 25, "name_fr": cooperative.name_fr}
    edit_cooperative(cooperative_id=cooperative.pk, values=values, by=staff)

    entry = AuditEntry.objects.get()
    assert entry.before == {"phone": HIDDEN, "member_count": 20}
    assert entry.after == {"phone": HIDDEN, "member_count": 25}
    cooperative.refresh_from_db()
    assert cooperative.phone == "+212600000009"


def test_edit_that_changes_nothing_leaves_no_trace() -> None:
    cooperative = make_cooperative()

    edit_cooperative(
        cooperative_id=cooperative.pk, values={"name_fr": cooperative.name_fr}, support_programme_ids=[], by=make_user()
    )

    assert not AuditEntry.objects.exists()


def test_invited_number_becomes_a_member_and_is_told() -> None:
    cooperative, staff = make_cooperative(), make_user()

    membership = invite_member(
        cooperative_id=cooperative.pk, phone="+212612345678", role=Role.SELLER, first_name="Fatima", by=staff
    )

    user = User.objects.with_phone("+212612345678")
    assert (membership.user, membership.role, user.first_name) == (user, Role.SELLER, "Fatima")
    assert Message.objects.get().recipient == "+212612345678"
    assert list(cooperatives_where(user, Area.ORDERS)) == [cooperative]


def test_member_is_not_invited_twice() -> None:
    cooperative = make_cooperative()
    make_member(cooperative, phone="+212612345678")

    with pytest.raises(AlreadyMember):
        invite_member(cooperative_id=cooperative.pk, phone="+212612345678", role=Role.SELLER, by=make_user())

    assert Membership.objects.count() == 1
    assert not Message.objects.exists()


def test_membership_ends_once_and_its_row_stays() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative)
    membership = member.memberships.get()

    end_membership(membership_id=membership.pk, by=make_user())

    assert list(cooperatives_where(member, Area.ORDERS)) == []
    assert Membership.objects.count() == 1
    with pytest.raises(MembershipEnded):
        end_membership(membership_id=membership.pk, by=make_user())


def test_changed_role_keeps_the_one_before() -> None:
    cooperative = make_cooperative()
    member = make_member(cooperative, role=Role.SELLER)

    change_role(membership_id=member.memberships.get().pk, role=Role.MANAGER, by=make_user())

    roles = [(membership.role, membership.left_at is None) for membership in member.memberships.order_by("pk")]
    assert roles == [(Role.SELLER, False), (Role.MANAGER, True)]


def test_certificate_is_written_and_renewed() -> None:
    cooperative, staff = make_cooperative(), make_user()
    sign = QualitySign.objects.create(kind="igp", code="igp-argane", name_fr="IGP Argane")

    held = hold_sign(
        cooperative_id=cooperative.pk,
        sign_id=sign.pk,
        certifier="Normacert",
        number="12",
        expires_on=date(2026, 1, 1),
        by=staff,
    )
    edit_sign_held(sign_held_id=held.pk, values={"expires_on": date(2029, 1, 1)}, by=staff)

    held.refresh_from_db()
    assert held.expires_on == date(2029, 1, 1)
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == ["signheld.create", "signheld.change"]
    assert {entry.cooperative for entry in AuditEntry.objects.all()} == {cooperative}
