"""The till's pages: open to everyone, light at first, updated without losing what waits; its scripts by themselves."""

import gzip
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.journeys.conftest import Shop
from tests.journeys.tills import READ, Phone, make_fair_stall, narrow_and_wide, telephone
from tests.journeys.visits import barriers

pytestmark = pytest.mark.browser
LARGEST_FIRST_LOAD = 120 * 1024
SQUEEZED = ("html", "css", "javascript", "json", "svg")
SMALLEST_TARGET = 48
TARGETS = """(least) => [...document.querySelectorAll("button, a[href], input, textarea")]
    .filter((each) => each.checkVisibility() && each.type !== "checkbox" && !each.disabled)
    .map((each) => [each.id || each.className, each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < least || box.height < least))
    .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
LINK_OF = """(id) => import("/static/js/till/sales.js").then((sales) => sales.receiptCode({ id }))"""
LOOKS = (("ar", 320), ("fr", 360))


def look(phone: Phone, found: dict[str, list[str]], name: str) -> None:
    """What is wrong with the screen as it stands: barriers, targets too small for a thumb, edges."""
    phone.page.wait_for_timeout(150)
    problems = barriers(phone.page) + phone.page.evaluate(TARGETS, SMALLEST_TARGET)
    before = phone.page.viewport_size
    problems += narrow_and_wide(phone.page)
    assert before is not None
    phone.page.set_viewport_size(before)
    if problems:
        found[name] = problems


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_every_screen_is_open_to_everyone(browser: Browser, market: Shop, language: str, width: int) -> None:
    stall = make_fair_stall(shared=True)
    _till, code = stall.invite()
    found: dict[str, list[str]] = {}
    with telephone(browser, market.url, language, width) as phone:
        phone.start()
        look(phone, found, "joining")
        phone.enrol(code)
        look(phone, found, "nobody yet")
        phone.press("#add-cashier")
        look(phone, found, "a new cashier")
        phone.page.fill("#name", "Fatima")
        phone.keys("0123")
        phone.press("#save-cashier")
        phone.see("#open-session")
        look(phone, found, "float")
        phone.open()
        phone.put(stall.products[0])
        look(phone, found, "goods")
        phone.press(f"[data-product='{stall.weighed.public_id}']")
        phone.see("#add-weight")
        look(phone, found, "weight")
        phone.keys("2")
        phone.press("#add-weight")
        phone.press("#amount-line")
        phone.see("#add-amount")
        look(phone, found, "amount")
        phone.page.go_back()
        phone.press("#open-basket")
        look(phone, found, "basket")
        phone.press(".sold-line")
        phone.see("#drop-line")
        look(phone, found, "line")
        phone.page.go_back()
        phone.press("#pay")
        phone.press("[data-note='20000']")
        look(phone, found, "too little")
        phone.press("[data-note='20000']")
        look(phone, found, "change")
        phone.press("#sold")
        phone.see(".receipt-qr svg")
        look(phone, found, "receipt")
        phone.press("#next-sale")
        phone.menu("history")
        look(phone, found, "history")
        phone.press(".sold-line")
        phone.press("#return")
        look(phone, found, "return")
        phone.page.go_back()
        phone.press("#void")
        look(phone, found, "void")
        phone.start()
        phone.press(".top-status")
        phone.see("#send-now")
        look(phone, found, "status")
        phone.start()
        phone.menu("training")
        phone.press("#enter-training")
        phone.see("body.is-training #goods")
        look(phone, found, "training")
        phone.menu("leave_training")
        phone.press("#leave-training")
        phone.see("body:not(.is-training) #goods")
        phone.menu("close_till")
        phone.see("#counted")
        look(phone, found, "count")
        phone.press(".counter-more")
        phone.press("#counted")
        look(phone, found, "difference")
        phone.page.fill("#explanation", "…")
        phone.press("#to-sign")
        phone.see(".pad-secret")
        look(phone, found, "first signature")
        phone.keys("0123")
        phone.see("#witness")
        look(phone, found, "second signature")
        phone.page.fill("#witness", "Hassan")
        phone.press("#close-now")
        phone.see("#report")
        look(phone, found, "report")
    assert found == {}


def test_receipt_of_a_sale_is_open_to_everyone(browser: Browser, market: Shop) -> None:
    stall = make_fair_stall()
    with telephone(browser, market.url) as phone:
        phone.ready(stall)
        phone.sell(stall.products[0])
        phone.sent()
        link = phone.page.evaluate(LINK_OF, phone.stored("sales")[0]["id"])
        found: dict[str, list[str]] = {}
        for language, width in LOOKS:
            phone.page.set_viewport_size({"width": width, "height": 740})
            answer = phone.page.goto(f"{market.url}/r/{link}?language={language}")
            assert answer is not None
            assert answer.status == 200
            assert phone.page.locator("html").get_attribute("lang") == language
            found[language] = barriers(phone.page) + narrow_and_wide(phone.page)
            phone.page.goto(f"{market.url}/r/AAAAAAAAAAAAAAAAAAAAAA?language={language}")
            found[f"{language}, on its way"] = barriers(phone.page) + narrow_and_wide(phone.page)
    assert set(map(tuple, found.values())) == {()}, found


def weight_of(answer: Response) -> int:
    """As it travels: what a server squeezes, squeezed."""
    body = answer.body()
    kind = answer.headers.get("content-type", "")
    return len(gzip.compress(body)) if any(name in kind for name in SQUEEZED) else len(body)


def test_first_load_is_light(browser: Browser, market: Shop) -> None:
    answers: list[Response] = []
    with telephone(browser, market.url) as phone:
        # Without a worker, whose own copies come after the page stands.
        phone.context.add_init_script("delete Navigator.prototype.serviceWorker")
        phone.page.on("response", lambda answer: answers.append(answer))
        phone.start()
        phone.page.wait_for_load_state("networkidle")
        weights = {answer.url.removeprefix(market.url): weight_of(answer) for answer in answers}

    assert "/static/js/till/main.js" in weights
    assert not any("vendor" in address for address in weights)
    assert sum(weights.values()) <= LARGEST_FIRST_LOAD, weights


def test_new_version_takes_over_without_losing_what_waits(browser: Browser, market: Shop) -> None:
    stall = make_fair_stall()
    with telephone(browser, market.url) as phone:
        phone.ready(stall)
        phone.context.route("**/api/till/v1/**", lambda route: route.abort())
        phone.sell(stall.products[0])
        # Another address of the same worker is another version to the browser.
        phone.page.evaluate("caches.open('till-older')")
        phone.page.evaluate("navigator.serviceWorker.register('/till/sw.js?newer', { scope: '/till/' })")

        phone.see(".notices .notice-info")
        with phone.page.expect_event("load"):
            phone.press(".notices .button")
        phone.see("[data-ready]")

        kept = [name for name in phone.page.evaluate("caches.keys()") if name.startswith("till-")]
        assert kept == [f"till-{phone.page.evaluate('document.body.dataset.version')}"]
        assert phone.waiting() == 1


@pytest.fixture
def bare(browser: Browser, market: Shop) -> Iterator[Page]:
    """A page of the same origin with nothing on it, to try scripts one by one."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{market.url}/till/words/en.json")
    yield page
    context.close()


OLD_TILL = """async () => {
    const { STEPS } = await import("/static/js/till/store.js");
    const { openStore } = await import("/static/js/offline/db.js");
    const { openTill } = await import("/static/js/till/store.js");
    const old = await openStore("till", STEPS.slice(0, 1));
    await old.write(["about", "sales", "sessions", "outbox"], (tx) => {
        tx.put("sessions", { id: "s", status: "open", next_number: 3 });
        tx.put("sales", { id: "a", session: "s", number: 1, total: 1000, sent: "flagged" });
        tx.put("sales", { id: "b", session: "s", number: 2, total: 2000 });
        tx.put("about", { session: "s", id: "c", lines: [{ amount: 500 }] }, "basket");
        tx.add("outbox", { id: "b", kind: "sale", body: { id: "b", number: 2 } });
    });
    old.close();
    const now = await openTill();
    return now.read(["sales", "outbox", "baskets", "about"], async (tx) => ({
        version: now.version, steps: STEPS.length,
        statuses: (await tx.by("sales", "session", "s")).map((sale) => sale.status),
        waiting: (await tx.all("outbox")).map((record) => record.id),
        basket: (await tx.get("baskets", "s")).lines.length,
        left: (await tx.get("about", "basket")) ?? null,
    }));
}"""


def test_store_of_the_version_before_keeps_its_waiting_sales(bare: Page) -> None:
    assert bare.evaluate(OLD_TILL) == {
        "version": 2,
        "steps": 2,
        "statuses": ["flagged", "waiting"],
        "waiting": ["b"],
        "basket": 1,
        "left": None,
    }
    assert [record["id"] for record in bare.evaluate(READ, "outbox")] == ["b"]


REFUSED = """async () => {
    const { Outbox, OUTBOX_STORES, SendFailed, makeOutboxStores } = await import("/static/js/offline/outbox.js");
    const { openStore } = await import("/static/js/offline/db.js");
    const store = await openStore("refused", [makeOutboxStores]);
    const batches = [];
    const send = async (kind, bodies) => {
        batches.push(`${kind} ${bodies.length}`);
        if (bodies.some((body) => body.id === "bad")) throw new SendFailed(400, "unreadable");
        return bodies.map((body) => ({ id: body.id, status: "accepted", problems: [] }));
    };
    const outbox = new Outbox({ store, send, name: "refused" });
    await store.write(OUTBOX_STORES, (tx) => {
        for (const id of ["1", "2", "bad", "4"]) outbox.add(tx, "sale", { id });
        outbox.add(tx, "event", { id: "5" });
    });
    await outbox.flush();
    return { batches, waiting: await outbox.waiting(), dead: (await outbox.dead()).map((record) => record.id) };
}"""


def test_one_record_that_nobody_can_read_blocks_no_other(bare: Page) -> None:
    ended = bare.evaluate(REFUSED)

    assert ended["waiting"] == 0
    assert ended["dead"] == ["bad"]
    assert ended["batches"][0] == "sale 4"
    assert ended["batches"][-1] == "event 1"


REFUSES = """async (status) => {
    const { Outbox, OUTBOX_STORES, SendFailed, makeOutboxStores } = await import("/static/js/offline/outbox.js");
    const { openStore } = await import("/static/js/offline/db.js");
    const store = await openStore(`refuses-${status}`, [makeOutboxStores]);
    const send = async () => { throw new SendFailed(status); };
    const outbox = new Outbox({ store, send, name: `refuses-${status}` });
    await store.write(OUTBOX_STORES, (tx) => outbox.add(tx, "sale", { id: "1" }));
    await outbox.flush();
    return [await outbox.waiting(), (await outbox.dead()).length, outbox.state.failure.status];
}"""


@pytest.mark.parametrize("status", [0, 401, 429, 500, 503])
def test_only_an_answer_takes_a_record_out(bare: Page, status: int) -> None:
    assert bare.evaluate(REFUSES, status) == [1, 0, status]


AMOUNTS = """async () => {
    const words = await import("/static/js/offline/words.js");
    const money = await import("/static/js/offline/money.js");
    document.body.dataset.words = "/till/words/";
    await words.load("ar");
    const forms = [0, 1, 2, 3, 11, 100].map((n) => words.plural("lines", n));
    const arabic = [money.plain(123456), money.quantityText(1250)];
    await words.load("fr");
    return {
        read: ["12,50", "12.5", "1 200", "1,234", "12,505", "-3", "abc", ""].map(money.centimes),
        wire: [money.wire(5), money.wire(-1250), money.quantityWire(1250)],
        times: [money.times(6550, 1250), money.times(333, 500), money.times(1, 499)],
        plain: money.plain(123456), arabic, forms,
    };
}"""


def test_amounts_are_whole_centimes_and_words_have_every_form(bare: Page) -> None:
    found = bare.evaluate(AMOUNTS)

    assert found["read"] == [1250, 1250, 120000, None, None, None, None, None]
    assert found["wire"] == ["0.05", "-12.50", "1.250"]
    # Half up: 81.875 is 81.88, 1.665 is 1.67, and less than half of a centime is nothing.
    assert found["times"] == [8188, 167, 0]
    assert found["plain"] == "1\u202f234,56"
    assert found["arabic"] == ["1.234,56", "1,25"]


def test_words_are_the_same_keys_in_every_language(bare: Page, market: Shop) -> None:
    books = [json.loads(bare.request.get(f"{market.url}/till/words/{each}.json").text()) for each in ("ar", "fr", "en")]

    assert [book["dir"] for book in books] == ["rtl", "ltr", "ltr"]
    assert len({tuple(sorted(book["words"])) for book in books}) == 1
    assert {len(forms) for forms in books[0]["plurals"].values()} == {6}
