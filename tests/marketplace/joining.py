"""The screens of joining, for tests: their addresses, a photo to send, and what a refused form says."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cooperatives.models import Cooperative
from tests.cooperatives.joining import picture


def at(cooperative: Cooperative, *parts: str) -> str:
    return reverse("workspace:join-list", args=[cooperative.public_id]) + "".join(f"{part}/" for part in parts)


def photo(name: str = "page.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content, content_type="image/jpeg")


def wrong(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: [str(text) for text in texts] for name, texts in response.context["form"].errors.items()}
