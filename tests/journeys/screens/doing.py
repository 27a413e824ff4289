"""What is done on a screen to bring it into one of its states."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.visits import Visit

Do = Callable[[Visit], None]
UNPROCESSABLE = 422


def send(button: str = "main form button[type=submit]", **filled: str) -> Do:
    """Send a form as it stands, or with what is filled in by the name of a field."""

    def do(visit: Visit) -> None:
        form = visit.page.locator(button).first.locator("xpath=ancestor::form")
        for name, value in filled.items():
            form.locator(f"[name={name}]").first.fill(value)
        visit.press(button, answers=UNPROCESSABLE)

    return do


def cleared(button: str = "main form button[type=submit]") -> Do:
    """Send a form in which nothing is written or chosen any more."""

    def do(visit: Visit) -> None:
        visit.page.evaluate(
            """() => {
                for (const one of document.querySelectorAll("main form :is(input, textarea):not([type=hidden])")) {
                    if (one.matches("[type=checkbox], [type=radio]")) one.checked = false;
                    else if (!one.matches("[type=file]")) one.value = "";
                }
            }"""
        )
        send(button)(visit)

    return do


def without(name: str, button: str) -> Do:
    """Send a form in which nothing of a name is chosen."""

    def do(visit: Visit) -> None:
        visit.page.evaluate("(name) => document.getElementsByName(name).forEach((one) => (one.checked = false))", name)
        send(button)(visit)

    return do


def sent_bare(form: str) -> Do:
    """Send a form without what its script would add or wait for."""

    def do(visit: Visit) -> None:
        with visit.page.expect_navigation() as answer:
            visit.page.locator(form).first.evaluate("form => form.submit()")
        assert answer.value.status == UNPROCESSABLE

    return do


def unfolded(button: str, **filled: str) -> Do:
    """Send a form that lies folded away."""

    def do(visit: Visit) -> None:
        visit.page.evaluate("() => { for (const each of document.querySelectorAll('main details')) each.open = true; }")
        send(button, **filled)(visit)

    return do


def name_it(visit: Visit) -> None:
    """The first screen of joining, on the way to the second."""
    if not visit.page.locator("#id_name").count():
        return
    visit.page.locator("#id_name").fill("Tissa")
    visit.page.locator("input[name=kind]").first.check()
    visit.press("main form button[type=submit]")


def look_for_a_place(visit: Visit) -> None:
    """Places to choose from, as a name is typed."""
    name_it(visit)
    visit.page.locator("#id_place_text").press_sequentially("Tafr", delay=20)


def invited(visit: Visit) -> None:
    """The link of an invitation, shown once."""
    visit.page.locator("input[name=role]").nth(2).check()
    visit.press("main form button[type=submit]")


def asked_twice(visit: Visit) -> None:
    """The question before what is hard to undo."""
    visit.page.locator("main form.panel button[type=submit]").first.click()
    expect(visit.page.locator("dialog[open]")).to_be_visible()
