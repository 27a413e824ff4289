"""The desk's pages of lists: who reaches them, what they say, and how much they ask."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cooperatives.idempotency import new_token
from fairs.enums import EditionRole, ImportStatus
from fairs.imports.models import ImportProof, ImportRow, PastImport
from fairs.models import DeclaredTotal, Edition
from tests.factories import make_cooperative, make_cooperatives
from tests.fairs.facts import money_in
from tests.fairs.lists import as_csv, as_xlsx, codes, make_past_fair, read, rows_in
from tests.fairs.organisers import make_organiser, questions, signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
AUGUST_4 = "04/08/2025"


def address(edition: Edition, past: PastImport | None = None, rest: str = "") -> str:
    return f"/fr/organiser/editions/{edition.code}/import/" + (f"{past.public_id}/{rest}" if past else rest)


def upload(
    client: Client, edition: Edition, content: bytes, *proofs: SimpleUploadedFile, name: str = "l.csv"
) -> object:
    data = {"file": SimpleUploadedFile(name, content), "day": "2025-08-06", "proofs": list(proofs), "once": new_token()}
    return client.post(address(edition), data)


def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (2, 2)).save(drawn, "PNG")
    return drawn.getvalue()


def test_a_spreadsheet_is_read_mended_loaded_and_taken_back_through_the_pages() -> None:
    edition = make_past_fair()
    client = signed_in(make_organiser(edition))
    amal = make_cooperative(name_fr="Coopérative Amal", registration_number="12/2019")
    content = as_xlsx(
        [["Coop Amal", "12/2019", "", AUGUST_4, "1 000,50", 3, 2], ["Neuve", "", "", "", "vingt", "", ""]]
    )

    sent = upload(
        client,
        edition,
        content,
        SimpleUploadedFile("signé.pdf", PDF),
        SimpleUploadedFile("p.png", png()),
        name="l.xlsx",
    )

    past = PastImport.objects.get()
    assert (sent.status_code, sent.url) == (302, address(edition, past, "columns/"))
    assert ImportProof.objects.count() == 2
    page = client.get(sent.url).content.decode()
    assert "Montant (DH)" in page
    assert "1 000,50" in page
    fields = past.columns["fields"]
    assert fields == {"name": 0, "register_number": 1, "ice": 2, "counts_on": 3, "amount": 4, "people": 5, "women": 6}
    assert client.post(sent.url, {**fields, "day": "2025-08-06"}).status_code == 302
    page = client.get(address(edition, past)).content.decode()
    assert "vingt" in page
    assert page.count('id="row-') == 1

    refused = client.post(address(edition, past, "load/"), {"how": "whole", "once": new_token()}, follow=True)
    assert DeclaredTotal.objects.count() == 0
    assert "3" in refused.content.decode()
    typed = {
        "name": "Neuve",
        "amount": "vin",
        "counts_on": "2025-08-05",
        "decision": "new",
        "kind": "",
        "once": "x" * 20,
    }
    kept = client.post(address(edition, past, "rows/3/"), typed)
    assert kept.status_code == 422
    assert 'value="vin"' in kept.content.decode()
    mended = typed | {"amount": "20", "kind": "association", "once": new_token()}
    answer = client.post(address(edition, past, "rows/3/"), mended)
    assert (answer.status_code, answer.url) == (302, address(edition, past))

    token = new_token()
    for _ in range(2):
        client.post(address(edition, past, "load/"), {"how": "whole", "once": token})
    assert money_in(edition=edition)["lines"] == Decimal("1020.50")
    assert rows_in(past)[2].participation.cooperative == amal
    assert client.post(address(edition, past, "take-back/"), {"reason": "", "once": new_token()}).status_code == 422
    client.post(address(edition, past, "take-back/"), {"reason": "Faux", "once": new_token()})
    past.refresh_from_db()
    assert (past.status, money_in(edition=edition)["lines"]) == (ImportStatus.REVERSED, Decimal("0.00"))


def test_files_of_another_kind_are_refused_in_words_and_leave_nothing() -> None:
    edition = make_past_fair()
    client = signed_in(make_organiser(edition))
    good = as_csv([["Amal", "", "", "", "5", "", ""]])
    for content, proof in (
        (b"PK not a sheet", None),
        (b"Nom;Montant\n", None),
        (good, SimpleUploadedFile("virus.pdf", b"MZ\x90 not a pdf")),
        (good, SimpleUploadedFile("page.png", b"<svg onload=alert(1)>")),
        (good, SimpleUploadedFile("big.pdf", PDF + b" " * (8 * 1024 * 1024) + b"%%EOF")),
    ):
        refused = upload(client, edition, content, *([proof] if proof else []))
        assert refused.status_code == 422
    assert PastImport.objects.count() == 0
    assert upload(client, edition, good).status_code == 302
    twice = upload(client, edition, good)
    assert twice.status_code == 422
    assert "errorlist" in twice.content.decode()
    assert PastImport.objects.count() == 1


def test_another_organisers_list_is_not_there() -> None:
    edition, other = make_past_fair(), make_past_fair(programme_kind="mobile_markets")
    past = read(edition, as_csv([["Amal", "", "", "", "5", "", ""]]))
    reader = signed_in(make_organiser(edition, role=EditionRole.COMMITTEE))
    stranger = signed_in(make_organiser(other))
    own = signed_in(make_organiser(edition))

    for rest in ("", "columns/", "state/", "rows/2/", "list/"):
        assert own.get(address(edition, past, rest)).status_code == 200
        for client in (stranger, reader):
            assert client.get(address(edition, past, rest)).status_code == 404
        # Not through an edition of one's own either.
        assert stranger.get(address(other, past, rest)).status_code == 404
    for rest in ("load/", "drop/", "take-back/", "new/", "add-proofs/", "rows/2/", "columns/"):
        assert stranger.post(address(edition, past, rest), {"how": "good", "reason": "x"}).status_code == 404
        assert stranger.post(address(other, past, rest), {"how": "good", "reason": "x"}).status_code == 404
    past.refresh_from_db()
    assert (past.status, DeclaredTotal.objects.count()) == (ImportStatus.READ, 0)
    assert own.get(address(edition, past, "rows/9/")).status_code == 404


def test_a_proof_is_handed_to_who_works_on_the_edition() -> None:
    edition = make_past_fair()
    client = signed_in(make_organiser(edition))
    upload(client, edition, as_csv([["Amal", "", "", "", "5", "", ""]]), SimpleUploadedFile("../../a b.pdf", PDF))
    past, proof = PastImport.objects.get(), ImportProof.objects.get()
    assert proof.file_name == "a b.pdf"

    answer = client.get(address(edition, past, f"proofs/{proof.digest}/"))

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Client().get(address(edition, past, f"proofs/{proof.digest}/")).status_code == 302
    more = client.post(address(edition, past, "add-proofs/"), {"proofs": [SimpleUploadedFile("s.png", png())]})
    assert (more.status_code, ImportProof.objects.count()) == (302, 2)


def test_the_page_of_five_hundred_rows_asks_no_more_than_that_of_five() -> None:
    edition = make_past_fair()
    client = signed_in(make_organiser(edition))
    known = make_cooperatives({"name_fr": f"Coopérative Tigmi {n}", "registration_number": f"R{n}"} for n in range(60))

    def listed(number: int) -> int:
        rows = [
            [
                known[n % 60].name_fr if n % 3 else f"Tigmi Nouvelle {n}",
                "",
                "",
                f"0{4 + n % 3}/08/2025",
                f"{n + 5}",
                "",
                "",
            ]
            for n in range(number)
        ]
        return questions(client, address(edition, read(edition, as_csv(rows)), "?show=all"))

    few, many = listed(5), listed(500)

    assert ImportRow.objects.count() == 505
    assert few == many


def test_everybody_unknown_becomes_new_in_one_act() -> None:
    edition = make_past_fair()
    client = signed_in(make_organiser(edition))
    past = read(edition, as_csv([["Association Un", "", "", "", "5", "", ""], ["Union Deux", "", "", "", "6", "", ""]]))

    assert client.post(address(edition, past, "new/"), {"kind": "", "once": new_token()}).status_code == 422
    client.post(address(edition, past, "new/"), {"kind": "union", "once": new_token()})

    assert [(row.decision, row.kind, codes(row)) for row in rows_in(past).values()] == [("new", "union", [])] * 2
