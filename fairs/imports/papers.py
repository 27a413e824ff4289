"""Proofs of a list: scans and reports, known by their content, kept where only a view hands them out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from PIL import Image, UnidentifiedImageError

from fairs.closing.files import keep, opened
from fairs.imports.exceptions import UnfitProof

MOST_BYTES = 8 * 1024 * 1024
MOST_PROOFS = 10
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_PICTURES = {"JPEG": "jpg", "PNG": "png"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was sent, and what it is by its content."""

    name: str
    content: bytes
    ending: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def paper_of(*, name: str, content: bytes) -> Paper:
    """What was sent as a proof. Raises `UnfitProof`."""
    short = PurePath(name).name[-120:] or "-"
    if len(content) > MOST_BYTES:
        raise UnfitProof(short, "proof_too_large")
    ending = "pdf" if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:] else _picture(content)
    if not ending:
        raise UnfitProof(short, "proof_unfit")
    return Paper(short, content, ending)


def _picture(content: bytes) -> str:
    try:
        with Image.open(BytesIO(content), formats=list(_PICTURES)) as sent:
            sent.verify()
            return _PICTURES[str(sent.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""


def check_number(papers: Sequence[Paper], *, there: int = 0) -> None:
    """Raise `UnfitProof` where a list would have more proofs than anybody reads."""
    if papers and there + len(papers) > MOST_PROOFS:
        raise UnfitProof(papers[-1].name, "too_many_proofs")


def keep_paper(folder: str, paper: Paper) -> str:
    """Write a proof into the private storage; its name there tells nothing."""
    return keep(f"{folder}/{paper.digest[:32]}.{paper.ending}", paper.content)


def open_paper(name: str) -> IO[Any] | None:
    return opened(name)


def type_of(name: str) -> str:
    return TYPES.get(name.rpartition(".")[2], "application/octet-stream")
