"""Statements of our own for what every purchase writes and reads: they do what Django's would."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from catalogue.models import Product
from cooperatives import clock
from cooperatives.jobs.models import Job
from cooperatives.models import Cooperative
from cooperatives.outbox.models import Channel, Message
from cooperatives.prepared import Columns, instances, rows_of
from cooperatives.writing import copy_instances, copy_with_keys, insert_once
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def job(key: str, subject_id: int = 1) -> Job:
    return Job(kind="test", key=key, subject_id=subject_id, due_at=clock.now() + timedelta(hours=1))


def message(key: str) -> Message:
    return Message(key=key, channel=Channel.SMS, recipient="+212661234567", language="fr", body="Bonjour")


def test_copied_rows_have_their_keys_and_are_saved_ones() -> None:
    rows = [job("a"), job("b")]

    copy_with_keys(rows)

    assert {row.pk: row.key for row in Job.objects.all()} == {rows[0].pk: "a", rows[1].pk: "b"}
    rows[0].attempts = 3
    rows[0].save()
    assert Job.objects.get(key="a").attempts == 3
    # The sequence went on with them: who comes next collides with none.
    assert Job.objects.create(kind="test", key="c", subject_id=1, due_at=clock.now()).pk > rows[1].pk


def test_nothing_to_copy_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        copy_instances([])
        copy_with_keys([])


def test_what_is_copied_or_inserted_is_encrypted_as_its_field_says() -> None:
    copy_instances([message("copied")])
    insert_once(message("inserted"))

    assert [(row.recipient, row.body) for row in Message.objects.all()] == [("+212661234567", "Bonjour")] * 2
    stored = rows_of("SELECT recipient, body FROM outbox_message")
    assert all(text.startswith("gAAAA") for row in stored for text in row)


def test_rows_of_text_with_tabs_and_newlines_come_back_as_they_were() -> None:
    odd = "one\ttwo\nthree\\N four"
    copy_instances([Job(kind="test", key="odd", subject_id=1, due_at=clock.now(), last_error=odd)])

    assert Job.objects.get().last_error == odd


def test_the_same_unique_value_again_changes_nothing() -> None:
    insert_once(job("a", subject_id=1))
    insert_once(job("a", subject_id=2))

    assert Job.objects.get().subject_id == 1


def test_a_copy_of_what_is_there_is_refused_as_django_refuses_it() -> None:
    insert_once(job("a"))

    with pytest.raises(IntegrityError):
        copy_instances([job("a")])


def test_columns_make_instances_that_fetch_the_rest_when_asked(django_assert_num_queries) -> None:
    product = make_product()
    part = Columns(
        Product, "slug", "id", "public_id", "picture", "drafted_languages", "title_ar", "title_fr", "title_en"
    )
    (row,) = rows_of(f"SELECT {part.of('product')} FROM catalogue_product AS product")  # noqa: S608

    with django_assert_num_queries(0):
        found = part.instance(row)
        assert (found, found.public_id, found.slug) == (product, product.public_id, product.slug)
        assert (found.picture, found.title) == (product.picture, product.title)
    with django_assert_num_queries(1):
        assert found.weight_grams == product.weight_grams


def test_what_an_outer_join_did_not_find_is_none() -> None:
    product = make_product()
    parts = (Columns(Product, "id", "slug"), Columns(Cooperative, "id", "slug"))
    statement = f"""
        SELECT {parts[0].of("product")}, {parts[1].of("cooperative")} FROM catalogue_product AS product
        LEFT JOIN cooperatives_cooperative AS cooperative
            ON cooperative.id = product.cooperative_id AND cooperative.slug = %s
    """  # noqa: S608
    (without,) = rows_of(statement, ["nobody"])
    (joined,) = rows_of(statement, [product.cooperative.slug])

    assert instances(parts, without) == [product, None]
    assert instances(parts, joined) == [product, product.cooperative]


def test_the_server_plans_such_a_statement_once() -> None:
    for _ in range(4):
        rows_of("SELECT 1 + %s::int", [1])

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1 + %%'")
        assert cursor.fetchone() == (1,)
