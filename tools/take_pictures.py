"""Take the pictures of the README from a demonstration that runs.

.venv/bin/python -m tools.take_pictures http://127.0.0.1:8000
"""

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
PHONE, WIDE = {"width": 360, "height": 960}, {"width": 1280, "height": 1000}
# Wide pages are shown beside a telephone's: this is as large as they stay readable there.
SHOWN_WIDE = (960, 750)
PRODUCT = "/fr/products/?q=euphorbe"
COOPERATIVE, ORGANISER = "06 00 00 00 01", ("organiser@demo.souk", "demo-souk-2026")
EDITION = "/fr/organiser/editions/market-live-atlantic/"


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    if picture.width > PHONE["width"]:
        picture = picture.resize(SHOWN_WIDE, Image.Resampling.LANCZOS)
    picture.save(OUT / f"{name}.webp", quality=82, method=6)
    print(f"{name}: {(OUT / f'{name}.webp').stat().st_size:,} bytes")


def messages(page: Page, address: str) -> str:
    beside = page.context.new_page()
    beside.goto(f"{address}/fr/demo/messages/")
    text = beside.locator("main").inner_text()
    beside.close()
    return text


def sign_in_by_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/ar/account/login/")
    number = page.locator("main input[name=phone]")
    number.fill(COOPERATIVE)
    number.press("Enter")
    code = page.locator("main input[name=code]")
    code.wait_for()
    # Messages begin with their kind and the number they went to, the newest first.
    mine = next(each for each in messages(page, address).split("SMS")[1:] if f"•• {COOPERATIVE[-2:]}" in each)
    code.fill(re.findall(r"\b\d{6}\b", mine)[0])
    with page.expect_navigation():
        code.press("Enter")


def sign_in_by_password(page: Page, address: str) -> None:
    page.goto(f"{address}/fr/account/login/password/?next={EDITION}")
    page.locator("main input[name=login]").fill(ORGANISER[0])
    page.locator("main input[type=password]").fill(ORGANISER[1])
    with page.expect_navigation():
        page.locator("main input[type=password]").press("Enter")
    code = page.locator("main input[name=code]")
    if code.count():
        code.fill(re.findall(r"\d{6}", messages(page, address))[1])
        with page.expect_navigation():
            code.press("Enter")


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shopper, reader, manager, organiser = (
            browser.new_context(viewport=size).new_page() for size in (PHONE, WIDE, PHONE, WIDE)
        )
        shopper.goto(f"{address}/ar/")
        keep(shopper, "home-ar")
        reader.goto(f"{address}{PRODUCT}")
        reader.locator("a.cover").first.click()
        reader.wait_for_url(re.compile(r"-[2-9b-z]{12}/"))
        keep(reader, "product-fr")
        sign_in_by_phone(manager, address)
        manager.goto(f"{address}/ar/workspace/")
        manager.locator("main a[href*='/workspace/orders/']").first.click()
        manager.wait_for_url(re.compile("/workspace/orders/"))
        keep(manager, "order-ar")
        sign_in_by_password(organiser, address)
        organiser.goto(f"{address}{EDITION}")
        keep(organiser, "edition-fr")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
