"""The public support programmes and the quality signs that cooperatives may hold."""

from cooperatives.enums import SignKind
from cooperatives.models import QualitySign, SupportProgramme

# code, Arabic, French, English (the State secretariat's own names).
SUPPORT_PROGRAMMES = (
    ("mouazara", "مؤازرة", "Mouazara", "Mouazara"),
    ("mourafaka", "مرافقة", "Mourafaka", "Mourafaka"),
    ("tahfiz_niswa", "تحفيز نسوة", "Tahfiz Niswa", "Tahfiz Niswa"),
    ("jil_moutadamin", "الجيل المتضامن", "Jil Moutadamin", "Jil Moutadamin"),
    ("lalla_moutaaouina", "لالة المتعاونة", "Lalla Moutaaouina", "Lalla Moutaaouina"),
    ("coop_in", "Coop'IN", "Coop'IN", "Coop'IN"),
)


def load_support_programmes() -> None:
    """Write the programmes that are missing; what staff edited since stays as it is."""
    for code, arabic, french, english in SUPPORT_PROGRAMMES:
        SupportProgramme.objects.get_or_create(
            code=code, defaults={"name_ar": arabic, "name_fr": french, "name_en": english}
        )


def sign_kind(name: str) -> SignKind:
    """The kind of a sign by the first word of its name: IGP Argane, AOP Safran de Taliouine."""
    first = name.split()[0].lower()
    return SignKind(first) if first in SignKind.values else SignKind.TERROIR_DU_MAROC


def quality_sign(code: str, name: str, *, name_ar: str = "", name_en: str = "") -> QualitySign:
    """The sign of that code and French name, written when it is not there yet."""
    names = {"name_ar": name_ar or name, "name_fr": name, "name_en": name_en or name}
    sign, _ = QualitySign.objects.get_or_create(code=code, defaults={"kind": sign_kind(name)} | names)
    return sign
