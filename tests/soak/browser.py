"""A shopper's browser: forms as they stand on our pages, and patience while the shop is away."""

import re
import time

import requests
from django.urls import reverse
from django.utils import translation

from marketplace.order.models import Order, Purchase
from tests.soak.patience import SECONDS, OutOfPatience, note
from tests.soak.plans import Plan

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
TRIES = 12


class Browser:
    """One window."""

    def __init__(self, plan: Plan, site: str) -> None:
        self.site, self.language = site, plan.language
        self.session = requests.Session()
        # A trial is no proxy's business.
        self.session.trust_env = False
        self.session.headers["X-Forwarded-For"] = plan.address

    def open_page_to_pay(self, purchase: Purchase) -> str:
        """Press "Pay by card" until the processor's page is there; empty once there is nothing to pay."""
        for _ in range(TRIES):
            page = self.get(self._path(purchase))
            if "/pay/cash/" not in page:
                return ""
            answer = self._post(self._path(purchase, "payment:pay"), page)
            to = answer.headers.get("Location", "")
            if "/authorize/" in to:
                return to
            time.sleep(0.5)
        raise OutOfPatience(f"no page to pay {purchase.number}")

    def come_back(self, purchase: Purchase) -> str:
        """Be led back from the processor, and see the purchase's page."""
        return self.get(self._path(purchase, "payment:returned"))

    def choose_cash(self, purchase: Purchase) -> None:
        """Press "Pay in cash instead"."""
        page = self.get(self._path(purchase))
        if "/pay/cash/" in page:
            self._post(self._path(purchase, "payment:cash"), page[page.index("/pay/cash/") :])

    def cancel(self, purchase: Purchase, order: Order) -> None:
        """Cancel one cooperative's order."""
        path = self._path(purchase, "purchase:cancel", order=order.public_id)
        self._post(path, self.get(path))

    def get(self, path: str) -> str:
        return self._ask("GET", path).text

    def _post(self, path: str, page: str) -> requests.Response:
        """Send the form of a page; the same form once more when nobody answered."""
        fields = {
            name: found.group(1)
            for name, form in (("csrfmiddlewaretoken", CSRF), ("once", ONCE))
            if (found := form.search(page))
        }
        return self._ask("POST", path, fields)

    def _ask(self, method: str, path: str, data: dict[str, str] | None = None) -> requests.Response:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            try:
                headers = {"Referer": self.site}
                answer = self.session.request(
                    method,
                    f"{self.site}{path}",
                    data=data,
                    headers=headers,
                    allow_redirects=method == "GET",
                    timeout=60,
                )
            except requests.RequestException:
                note("shop away")
            else:
                if answer.status_code < 400:
                    return answer
                note(f"answered {answer.status_code}")
                if answer.status_code not in (429, 500, 502, 503):
                    answer.raise_for_status()
            time.sleep(0.5)
        raise OutOfPatience(path)

    def _path(self, purchase: Purchase, name: str = "purchase:detail", **more: str) -> str:
        with translation.override(self.language):
            given = {"public_id": purchase.public_id, "token": purchase.link_token, **more}
            return reverse(name, kwargs=given)
