"""The door at which drafts of telephones arrive, and the page and worker that a telephone keeps."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from catalogue.keeping import throw_away
from catalogue.kinds.models import ProductKind
from catalogue.models import Product, ProductImage
from cooperatives.enums import Role
from cooperatives.models import Cooperative, Membership
from marketplace.static_files import StaticFiles
from marketplace.workspace import worker
from tests.factories import make_category, make_cooperative, make_family, make_member, make_user
from tests.fairs.organisers import signed_in

pytestmark = pytest.mark.django_db
API = "/fr/workspace/products/api/drafts/"
SHELL = "/fr/workspace/products/drafts/"


@pytest.fixture
def cooperative() -> Cooperative:
    return make_cooperative()


@pytest.fixture
def keeper(cooperative: Cooperative) -> Client:
    return signed_in(make_member(cooperative, role=Role.CATALOGUE_KEEPER, language="fr"))


def make_kind(code: str = "argan_oil", **given: Any) -> ProductKind:
    defaults = {"family": make_family(), "category": make_category(), "name_fr": "Huile d'argan", "name_ar": "زيت"}
    kind, _ = ProductKind.objects.get_or_create(code=code, defaults=defaults | given)
    return kind


def photo(width: int = 400, kind: str = "JPEG") -> SimpleUploadedFile:
    content = BytesIO()
    picture = Image.new("RGB", (width, width), (200, 150, 40))
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    picture.save(content, format=kind, exif=exif)
    return SimpleUploadedFile("photo.jpg", content.getvalue(), content_type="image/jpeg")


def draft(cooperative: Cooperative, **changed: Any) -> dict[str, Any]:
    given = {
        "id": str(uuid4()),
        "cooperative": cooperative.public_id,
        "kind": make_kind().code,
        "price": "120.50",
        "quantity": "7",
        "picture": photo(),
    }
    return {name: value for name, value in (given | changed).items() if value is not None}


def test_a_draft_becomes_a_product_with_its_photo_price_and_stock(keeper: Client, cooperative: Cooperative) -> None:
    answer = keeper.post(API, draft(cooperative))

    product = Product.objects.get()
    assert answer.status_code == 201
    assert answer.json()["status"] == "created"
    assert answer.json()["url"] == f"/fr/workspace/products/{product.public_id}/"
    assert (product.cooperative, product.is_public, product.title_fr) == (cooperative, False, "Huile d'argan")
    assert (str(product.stockrecord.price), int(product.stockrecord.num_in_stock)) == ("120.50", 7)
    assert product.picture["webp"]


def test_the_same_draft_again_is_answered_and_changes_nothing(keeper: Client, cooperative: Cooperative) -> None:
    one = draft(cooperative)
    first = keeper.post(API, one).json()

    again = keeper.post(API, one | {"price": "1", "quantity": "99", "picture": photo()})

    assert (again.status_code, again.json()) == (200, first | {"status": "duplicate"})
    assert (Product.objects.count(), ProductImage.objects.count()) == (1, 1)
    assert str(Product.objects.get().stockrecord.price) == "120.50"


def test_two_devices_may_make_the_same_id_for_two_cooperatives(cooperative: Cooperative) -> None:
    person, other = make_member(cooperative), make_cooperative()
    Membership.objects.create(user=person, cooperative=other, role=Role.MANAGER)
    client, same = signed_in(person), str(uuid4())

    for each in (cooperative, other):
        assert client.post(API, draft(each, id=same)).status_code == 201

    assert Product.objects.values("cooperative").distinct().count() == 2


def test_one_that_was_thrown_away_does_not_come_back(keeper: Client, cooperative: Cooperative) -> None:
    one = draft(cooperative)
    keeper.post(API, one)
    throw_away(product_id=Product.objects.get().pk, by=make_user())

    assert keeper.post(API, one | {"picture": photo()}).json()["status"] == "deleted"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"picture": None}, "picture"),
        ({"picture": SimpleUploadedFile("photo.jpg", b"<script>")}, "picture"),
        ({"picture": "small"}, "picture"),
        ({"kind": "unicorn"}, "kind"),
        ({"price": "0"}, "price"),
        ({"price": "dear"}, "price"),
        ({"quantity": "-1"}, "quantity"),
        ({"id": "1"}, "id"),
    ],
)
def test_a_refused_draft_says_why_beside_the_field(
    changed: dict[str, Any], field: str, keeper: Client, cooperative: Cooperative
) -> None:
    given = draft(cooperative, **changed)
    if changed.get("picture") == "small":
        given["picture"] = photo(width=50)

    answer = keeper.post(API, given)

    assert answer.status_code == 422
    problems = answer.json()["problems"]
    assert [problem["field"] for problem in problems] == [field]
    assert all(problem["text"] for problem in problems)
    assert not Product.objects.exists()


def test_a_unique_piece_is_there_once(keeper: Client, cooperative: Cooperative) -> None:
    make_kind("rug", is_unique=True)

    answer = keeper.post(API, draft(cooperative, kind="rug", quantity="2"))

    assert [problem["field"] for problem in answer.json()["problems"]] == ["quantity"]


class TestWho:
    def test_signed_out_is_told_so_and_nothing_is_taken(self, cooperative: Cooperative) -> None:
        for answer in (Client().get(API), Client().post(API, draft(cooperative))):
            assert (answer.status_code, answer.json()) == (401, {"detail": "signed_out"})
        assert not Product.objects.exists()

    @pytest.mark.parametrize("role", [Role.SELLER, Role.ACCOUNTANT])
    def test_whoever_keeps_no_products_sends_none(self, role: str, cooperative: Cooperative) -> None:
        client = signed_in(make_member(cooperative, role=role))
        assert client.post(API, draft(cooperative)).status_code == 404
        assert client.get(API).json()["cooperatives"] == []
        assert not Product.objects.exists()

    def test_for_anothers_cooperative_is_404(self, keeper: Client) -> None:
        assert keeper.post(API, draft(make_cooperative())).status_code == 404
        assert not Product.objects.exists()

    def test_without_the_token_of_the_session_nothing_is_taken(self, cooperative: Cooperative) -> None:
        person = make_member(cooperative)
        client = Client(enforce_csrf_checks=True)
        client.force_login(person)
        token = client.get(API).json()["csrf"]

        assert client.post(API, draft(cooperative)).status_code == 403
        assert client.post(API, draft(cooperative), headers={"X-CSRFToken": token}).status_code == 201
        assert Product.objects.count() == 1

    def test_the_device_learns_for_whom_it_may_write(self, keeper: Client, cooperative: Cooperative) -> None:
        known = keeper.get(API).json()
        assert known["cooperatives"] == [{"id": cooperative.public_id, "name": cooperative.name_fr}]
        assert known["chosen"] == cooperative.public_id


class TestWhatATelephoneKeeps:
    def test_the_page_is_the_same_for_everyone(self, keeper: Client, cooperative: Cooperative) -> None:
        make_kind()
        visitors, keepers = Client().get(SHELL), keeper.get(SHELL)
        assert visitors.content == keepers.content
        assert cooperative.name_fr not in keepers.content.decode()
        assert "csrfmiddlewaretoken" not in keepers.content.decode()
        assert keepers.cookies == {}

    def test_it_runs_nothing_inline(self) -> None:
        page = Client().get(SHELL).content.decode()
        data = re.findall(r"<script([^>]*)>", page)
        assert [attributes for attributes in data if "src=" not in attributes] == [
            ' id="draft-words" type="application/json"'
        ]

    @pytest.mark.parametrize("language", ["ar", "fr", "en"])
    def test_every_file_of_the_list_is_there_and_drawn_by_the_page(self, language: str) -> None:
        names = worker.file_names(language)
        assert [name for name in names if finders.find(name) is None] == []
        page = Client().get(f"/{language}/workspace/products/drafts/").content.decode()
        asked = set(re.findall(r'(?:src|href)="/static/([^"]+\.(?:js|css))"', page))
        assert asked - set(names) == set()

    def test_every_import_of_its_scripts_is_kept_too(self) -> None:
        names = set(worker.file_names("ar"))
        scripts = {
            name: Path(str(finders.find(name))).read_text(encoding="utf-8") for name in names if name.startswith("js/")
        }
        folder = {name: name.rsplit("/", 1)[0] for name in scripts}
        wanted = {
            str(re.sub(r"[^/]+/\.\./", "", f"{folder[name]}/{imported}".replace("/./", "/")))
            for name, text in scripts.items()
            for imported in re.findall(r'from "(\.[^"]+)"', text)
        }
        assert wanted - names == set()

    def test_modules_import_each_other_by_their_hashed_names_in_production(self, tmp_path: Path) -> None:
        storage = StaticFiles(location=tmp_path, base_url="/static/")
        names = [name for name in worker.file_names("ar") if name.startswith("js/")]
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(finders.find(name)), tmp_path / name)
        source = FileSystemStorage(location=tmp_path)

        assert [name for name, _hashed, _done in storage.post_process({name: (source, name) for name in names})]

        page = (tmp_path / storage.stored_name("js/workspace/drafts-page.js")).read_text(encoding="utf-8")
        found = re.findall(r'from "(\.[^"]+)"', page)
        assert found
        assert [name for name in found if not (tmp_path / "js/workspace" / name).exists()] == []
        assert [name for name in found if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []

    def test_the_worker_names_its_version_and_only_files(self, keeper: Client, cooperative: Cooperative) -> None:
        make_kind(picture="img/kinds/argan_oil")
        answer = keeper.get("/fr/workspace/sw.js")
        text = answer.content.decode()
        assert answer["Content-Type"].startswith("text/javascript")
        assert '"/fr/workspace/"' in text
        assert "/static/img/kinds/argan_oil.avif" in text
        assert answer.content == Client().get("/fr/workspace/sw.js").content

    def test_its_version_changes_with_a_kind(self) -> None:
        make_kind()
        before = Client().get("/fr/workspace/sw.js").content
        make_kind("honey", name_fr="Miel")
        assert Client().get("/fr/workspace/sw.js").content != before

    def test_it_counts_in_every_form_of_the_language(self) -> None:
        page = Client().get("/ar/workspace/products/drafts/").content.decode()
        words = json.loads(re.search(r'id="draft-words"[^>]*>(.*?)</script>', page).group(1))
        assert set(words["plurals"]["waiting"]) == {"zero", "one", "two", "few", "many", "other"}
