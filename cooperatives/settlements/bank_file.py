"""The bank's file: credit transfers as ISO 20022 pain.001.001.09, or as a table; written a part at a time."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from anyascii import anyascii
from lxml import etree

from cooperatives.money import CURRENCY

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SCHEMA = Path(__file__).parent / "schemas" / "pain.001.001.09.xsd"
NAME_LENGTH = 70
# Longer files go to disk instead of memory.
IN_MEMORY = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose account the money is taken from."""

    name: str
    rib: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of the file: dirhams to an account."""

    reference: str
    name: str
    rib: str
    amount: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the file says of itself before its lines."""

    number: str
    made_at: datetime
    pay_on: date
    count: int
    total: Decimal


class FileNotValid(Exception):
    """What was written does not follow the schema: a fault of ours, and nobody gets the file."""


def bank_name(name: str) -> str:
    """A name in the letters that banks exchange; Arabic ones are spelled in Latin."""
    letters = "".join(letter if letter.isalnum() or letter in " /-?:().,'+" else " " for letter in anyascii(name))
    return " ".join(letters.split())[:NAME_LENGTH].strip() or "-"


def write_xml(head: Head, payer: Payer, transfers: Iterable[Transfer]) -> IO[bytes]:
    """The file as pain.001.001.09, checked against its schema. Raises `FileNotValid`."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever sends it closes it
    with etree.xmlfile(target, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(_tag("Document"), nsmap={None: NAMESPACE}), xml.element(_tag("CstmrCdtTrfInitn")):
            xml.write(_group_header(head, payer))
            with xml.element(_tag("PmtInf")):
                for part in _payment_head(head, payer):
                    xml.write(part)
                for transfer in transfers:
                    xml.write(_transaction(transfer))
    check(target)
    target.seek(0)
    return target


def write_csv(transfers: Iterable[Transfer]) -> IO[bytes]:
    """The same transfers as a table with semicolons, as banks' own screens read it."""
    return _table(
        ("reference", "name", "rib", "amount", "currency", "label"),
        (
            (each.reference, bank_name(each.name), each.rib, str(each.amount), CURRENCY, bank_name(each.label))
            for each in transfers
        ),
    )


def write_postal_csv(orders: Iterable[Any]) -> IO[bytes]:
    """Postal orders (payouts with their addressee) as a table, for the post's own screens."""
    return _table(
        ("reference", "name", "cin", "office", "amount", "currency"),
        (
            (each.reference, cell(each.name), cell(each.cin), cell(each.office), str(each.amount), CURRENCY)
            for each in orders
        ),
    )


def cell(text: str) -> str:
    """What a person typed, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def check(file: IO[bytes]) -> None:
    """Hold a file against the official schema, without holding it in memory. Raises `FileNotValid`."""
    file.seek(0)
    try:
        for _event, element in etree.iterparse(file, schema=_schema(), tag=_tag("CdtTrfTxInf")):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise FileNotValid(str(error)) from error


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _group_header(head: Head, payer: Payer) -> Any:
    return _node(
        "GrpHdr",
        _node("MsgId", head.number),
        _node("CreDtTm", head.made_at.isoformat(timespec="seconds")),
        _node("NbOfTxs", str(head.count)),
        _node("CtrlSum", str(head.total)),
        _node("InitgPty", _node("Nm", bank_name(payer.name))),
    )


def _payment_head(head: Head, payer: Payer) -> Iterator[Any]:
    yield _node("PmtInfId", head.number)
    yield _node("PmtMtd", "TRF")
    yield _node("NbOfTxs", str(head.count))
    yield _node("CtrlSum", str(head.total))
    yield _node("ReqdExctnDt", _node("Dt", head.pay_on.isoformat()))
    yield _node("Dbtr", _node("Nm", bank_name(payer.name)))
    yield _account("DbtrAcct", payer.rib)
    yield _bank("DbtrAgt", payer.rib)


def _transaction(transfer: Transfer) -> Any:
    amount = _node("InstdAmt", str(transfer.amount))
    amount.set("Ccy", CURRENCY)
    return _node(
        "CdtTrfTxInf",
        _node("PmtId", _node("EndToEndId", transfer.reference)),
        _node("Amt", amount),
        _bank("CdtrAgt", transfer.rib),
        _node("Cdtr", _node("Nm", bank_name(transfer.name))),
        _account("CdtrAcct", transfer.rib),
        _node("RmtInf", _node("Ustrd", bank_name(transfer.label))),
    )


def _account(name: str, rib: str) -> Any:
    """A RIB is no IBAN: it stands under "other", with its scheme."""
    return _node(
        name,
        _node("Id", _node("Othr", _node("Id", rib), _node("SchmeNm", _node("Prtry", "RIB")))),
        _node("Ccy", CURRENCY),
    )


def _bank(name: str, rib: str) -> Any:
    """The bank by its three digits in the RIB: the file names no BIC that nobody gave us."""
    return _node(name, _node("FinInstnId", _node("ClrSysMmbId", _node("MmbId", rib[:3]))))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _node(name: str, *content: Any) -> Any:
    node = etree.Element(_tag(name), nsmap={None: NAMESPACE})
    for part in content:
        if isinstance(part, str):
            node.text = part
        else:
            node.append(part)
    return node


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever sends it closes it
    # The mark of the byte order: spreadsheets would else take accents for something else.
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow(head)
    writer.writerows(rows)
    text.detach()
    target.seek(0)
    return target
