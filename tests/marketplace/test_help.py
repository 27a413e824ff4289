"""Help that is heard: what staff record, what a member hears, and what no file may do."""

from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.audit.models import AuditEntry
from cooperatives.idempotency import FIELD, new_token
from cooperatives.models import Cooperative
from marketplace.help.models import HelpRecording
from marketplace.help.screens import SCREENS
from marketplace.help.selectors import matrix
from marketplace.help.services import MOST_BYTES, TooHeavy, keep_recording
from marketplace.help.sounds import NotASound, heard
from tests.factories import make_cooperative, make_member, make_user
from tests.fairs.organisers import questions, signed_in
from tests.marketplace.sounds import make_mp4, make_ogg, make_webm
from tests.marketplace.staff import make_staff, staff_client

# Wagtail's own templates print what nobody gave them.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def _private(settings, tmp_path) -> None:
    options = settings.STORAGES["private"] | {"OPTIONS": {"location": str(tmp_path), "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"private": options}


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


def record(screen: str = "more", language: str = "ary", content: bytes | None = None) -> HelpRecording:
    return keep_recording(screen=screen, language=language, content=content or make_webm(), by=make_staff())


class TestWhatAFileIs:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (make_webm(2.5), "audio/webm"),
            (make_ogg(2.5), "audio/ogg"),
            (make_mp4(2.5), "audio/mp4"),
            (make_mp4(2.5, in_fragments=False), "audio/mp4"),
        ],
        ids=["webm", "ogg", "mp4 in fragments", "mp4"],
    )
    def test_its_bytes_tell_kind_and_length(self, content: bytes, kind: str) -> None:
        sound = heard(content)

        assert (sound.kind, sound.milliseconds) == (kind, 2500)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<html><script>alert(1)</script></html>",
            b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
            b"RIFF\0\0\0\0WAVEfmt ",
            b"ID3\x03\0" + b"\0" * 64,
            make_webm(track=1),
            make_webm(doctype=b"matroska"),
            make_webm()[:-2],
            make_webm() + b"<script>alert(1)</script>",
            make_ogg(head=b"\x80theora" + b"\0" * 40),
            make_ogg()[:-2],
            make_ogg() + b"<script>",
            make_mp4(handler=b"vide"),
            make_mp4()[:-2],
            make_mp4() + b"<script>alert(1)</script>",
            b"OggS",
            b"\x1a\x45\xdf\xa3",
            b"\0\0\0\x08ftyp",
        ],
    )
    def test_nothing_else_is_a_sound(self, content: bytes) -> None:
        with pytest.raises(NotASound):
            heard(content)

    @pytest.mark.parametrize("make", [make_webm, make_ogg, make_mp4])
    def test_cut_anywhere_it_is_read_or_refused_and_never_breaks(self, make) -> None:
        whole = make(1.5)

        for end in range(len(whole)):
            try:
                heard(whole[:end])
            except NotASound:
                continue


class TestRecording:
    def test_staff_keep_a_recording_and_members_hear_it(self, cooperative: Cooperative) -> None:
        url = reverse("help-recordings-record", args=["more", "ary"])
        content = make_webm(4.2)

        response = staff_client().post(url, {FIELD: new_token(), "sound": SimpleUploadedFile("x.html", content)})

        assert response["Location"] == reverse("help-recordings")
        kept = HelpRecording.objects.get()
        assert (kept.screen, kept.language, kept.kind, kept.seconds) == ("more", "ary", "audio/webm", 5)
        assert kept.file.endswith(".webm")
        assert AuditEntry.objects.get(action="help.record").after["recording"] == kept.public_id
        listener = signed_in(make_member(cooperative, spoken_language="ary"))
        page = listener.get("/fr/workspace/more/").content.decode()
        sound = reverse("workspace:help-recording", args=[kept.public_id])
        assert sound.split("/workspace/")[1] in page
        assert listener.get(f"/fr/workspace/settings/recordings/{kept.public_id}/").content == content

    def test_a_new_one_replaces_the_one_before_which_stays(self) -> None:
        first, second = record(), record(content=make_ogg())

        first.refresh_from_db()
        assert first.replaced_at is not None
        assert HelpRecording.objects.get(replaced_at__isnull=True) == second
        assert storages["private"].exists(first.file)
        page = staff_client().get(reverse("help-recordings-record", args=["more", "ary"])).content.decode()
        assert reverse("help-recordings-sound", args=[first.public_id]) in page

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"<script>alert(1)</script>", "This is no sound that every telephone plays."),
            (make_webm(0.4), "The recording is shorter than a second: record it again."),
            (make_webm(121), "The recording is longer than two minutes: record it again, shorter."),
            (b"\x1a\x45\xdf\xa3" + b"\0" * MOST_BYTES, "The file has more than 2 MB: record it again, shorter."),
            (b"", "The recording is empty: record it again."),
        ],
        ids=["no sound", "silent", "long", "heavy", "empty"],
    )
    def test_what_cannot_be_kept_is_said_beside_the_field(self, content: bytes, said: str) -> None:
        client = signed_in(make_staff(language="en"))
        url = reverse("help-recordings-record", args=["more", "ary"])

        with translation.override("en"):
            sent = SimpleUploadedFile("a.webm", content)
            response = client.post(url, {FIELD: new_token(), "sound": sent}, headers={"accept-language": "en"})

            assert response.status_code == 422
            assert said in str(response.context["form"].errors["sound"])
        assert not HelpRecording.objects.exists()

    def test_the_service_weighs_too(self) -> None:
        with pytest.raises(TooHeavy):
            record(content=make_webm() + b"\0" * MOST_BYTES)

    def test_screens_and_languages_that_do_not_exist_are_404(self) -> None:
        client = staff_client()

        assert client.get("/cms/help-recordings/nowhere/ary/", follow=True).status_code == 404
        assert client.get("/cms/help-recordings/more/eng/", follow=True).status_code == 404

    def test_nobody_else_records_or_listens_there(self, cooperative: Cooperative) -> None:
        kept = record()
        urls = [
            reverse("help-recordings"),
            reverse("help-recordings-record", args=["more", "ary"]),
            reverse("help-recordings-sound", args=[kept.public_id]),
        ]

        for user in (make_user(), make_member(cooperative)):
            assert [signed_in(user).get(url).status_code for url in urls] == [403] * 3
        assert [Client().get(url).status_code for url in urls] == [302] * 3


class TestWhichAreMissing:
    def test_each_cell_says_missing_recorded_or_of_an_older_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        record("more", "ary")
        record("settings", "rif")
        monkeypatch.setitem(SCREENS, "settings", "Another sentence.")

        rows = {row.screen: {cell.language: cell for cell in row.cells} for row in matrix()}

        assert set(rows) == set(SCREENS)
        fresh, old = rows["more"][SpokenLanguage.DARIJA], rows["settings"][SpokenLanguage.TARIFIT]
        assert (fresh.is_missing, fresh.is_old) == (False, False)
        assert (old.is_missing, old.is_old) == (False, True)
        assert rows["more"][SpokenLanguage.TACHELHIT].is_missing

    def test_the_matrix_is_one_page_of_constant_queries(self) -> None:
        client = staff_client()
        client.get(reverse("help-recordings"))
        empty = questions(client, reverse("help-recordings"))
        for language in SpokenLanguage:
            record("more", language)

        assert questions(client, reverse("help-recordings")) == empty
        page = client.get(reverse("help-recordings")).content.decode()
        assert page.count("/cms/help-recordings/more/") == len(SpokenLanguage)


class TestHearing:
    def hear(self, client: Client, kept: HelpRecording, **headers: str) -> Any:
        return client.get(f"/ar/workspace/settings/recordings/{kept.public_id}/", headers=headers)

    def test_the_file_can_only_be_heard(self, cooperative: Cooperative) -> None:
        response = self.hear(signed_in(make_member(cooperative)), record())

        assert response["Content-Type"] == "audio/webm"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "immutable" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]

    @pytest.mark.parametrize(
        ("asked", "part"),
        [("bytes=0-9", slice(0, 10)), ("bytes=5-", slice(5, None)), ("bytes=-4", slice(-4, None))],
    )
    def test_a_player_gets_the_part_that_it_asks_for(self, cooperative: Cooperative, asked: str, part: slice) -> None:
        content = make_webm()

        response = self.hear(signed_in(make_member(cooperative)), record(content=content), range=asked)

        assert response.status_code == 206
        assert response.content == content[part]
        assert response["Content-Range"].endswith(f"/{len(content)}")

    @pytest.mark.parametrize(
        "asked",
        ["bytes=9-2", "bytes=x-y", "lines=0-2", "bytes", "bytes=0-1,4-5", "bytes=-", f"bytes=0-{'9' * 5000}"],
    )
    def test_what_makes_no_sense_gets_the_whole(self, cooperative: Cooperative, asked: str) -> None:
        response = self.hear(signed_in(make_member(cooperative)), record(), range=asked)

        assert (response.status_code, response.content) == (200, make_webm())

    def test_strangers_hear_nothing(self) -> None:
        kept = record()

        assert self.hear(Client(), kept).status_code == 302
        assert self.hear(signed_in(make_user()), kept).status_code == 404

    def test_a_lost_file_is_404(self, cooperative: Cooperative) -> None:
        kept = record()
        storages["private"].delete(kept.file)

        assert self.hear(signed_in(make_member(cooperative)), kept).status_code == 404

    def test_who_chose_nothing_is_led_to_choose_and_asks_no_question(self, cooperative: Cooperative) -> None:
        record()
        chosen = signed_in(make_member(cooperative, spoken_language="ary"))
        silent = signed_in(make_member(cooperative))

        page = silent.get("/fr/workspace/more/").content.decode()

        assert "/fr/workspace/settings/#id_spoken_language_field" in page
        assert "<audio" not in page
        assert questions(chosen, "/fr/workspace/more/") == questions(silent, "/fr/workspace/more/") + 1

    def test_where_there_is_none_the_browsers_own_voice_is_offered_hidden(self, cooperative: Cooperative) -> None:
        page = signed_in(make_member(cooperative, spoken_language="rif")).get("/fr/workspace/more/").content.decode()

        assert '<button class="listen" type="button" hidden data-speak>' in page
        assert "js/workspace/speak.js" in page
        assert "<audio" not in page
