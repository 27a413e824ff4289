"""The sixty cooperatives that sell here, and the organisations that only take part in fairs."""

from catalogue.partner.models import Partner
from cooperatives.enums import CooperativeStatus
from cooperatives.models import Cooperative, SupportProgramme
from cooperatives.territory.models import Commune
from marketplace.demo.content.organisations import organisations
from marketplace.demo.load.content import media_index, public_id, rows, translated
from marketplace.demo.pictures.choice import palette_for

BATCH = 500


def load_cooperatives() -> list[Cooperative]:
    """Write the cooperatives of `cooperatives.csv` in its order, with their partner rows."""
    communes = communes_by_code()
    source = rows("cooperatives.csv")
    emblems = _emblems()
    cooperatives = [_cooperative(row, communes, emblems) for row in source]
    Cooperative.objects.bulk_create(cooperatives, batch_size=BATCH)
    Partner.objects.bulk_create([Partner(cooperative=c, name=c.slug, code=c.slug) for c in cooperatives])
    _give_support(dict(zip([row["number"] for row in source], cooperatives, strict=True)), source)
    return cooperatives


def load_organisations() -> list[Cooperative]:
    """Write the organisations that take part in fairs without a catalogue here."""
    communes = communes_by_code()
    found = [
        Cooperative(
            public_id=public_id("organisation", number),
            slug=f"organisation-{number}",
            kind=each.kind,
            status=CooperativeStatus.APPROVED,
            sells_online=False,
            name=each.name_ar,
            name_ar=each.name_ar,
            name_fr=each.name_fr,
            name_en=each.name_fr,
            commune=communes[each.commune_code],
            sector=each.sector,
            member_count=each.members,
            women_count=each.women_members,
        )
        for number, each in enumerate(organisations(), 1)
    ]
    for organisation in found:
        organisation.fill_derived()
    return Cooperative.objects.bulk_create(found, batch_size=BATCH)


def communes_by_code() -> dict[str, Commune]:
    return {commune.code: commune for commune in Commune.objects.select_related("province__region")}


def _emblems() -> dict[str, list[str]]:
    """The emblems drawn in each palette, as paths among the media."""
    found: dict[str, list[str]] = {}
    for each in media_index()["emblems"]:
        found.setdefault(each["palette"], []).append(f"demo/{each['files']['webp']['192']}")
    return found


def _emblem(number: int, emblems: dict[str, list[str]]) -> str:
    """The emblem of a cooperative: its pictures' palette, and a tiling that its neighbours have not."""
    drawn = emblems[palette_for(number)]
    return drawn[number // len(emblems) % len(drawn)]


def _cooperative(row: dict[str, str], communes: dict[str, Commune], emblems: dict[str, list[str]]) -> Cooperative:
    cooperative = Cooperative(
        public_id=public_id("cooperative", row["number"]),
        slug=row["slug"],
        kind=row["kind"],
        status=CooperativeStatus.APPROVED,
        commune=communes[row["commune_code"]],
        sector=row["sector"],
        founded_year=int(row["founded_year"]),
        member_count=int(row["members"]),
        women_count=int(row["women_members"]),
        youth_count=int(row["young_members"]),
        registration_number=f"DEMO-{int(row['number']):03d}",
        phone=row["phone"],
        emblem=_emblem(int(row["number"]), emblems),
        **translated(row, "name"),
        **translated(row, "tagline"),
        **translated(row, "story"),
    )
    cooperative.fill_derived()
    return cooperative


def _give_support(cooperatives: dict[str, Cooperative], source: list[dict[str, str]]) -> None:
    programmes = {programme.code: programme for programme in SupportProgramme.objects.all()}
    link = SupportProgramme.cooperatives.through
    link.objects.bulk_create(
        link(supportprogramme=programmes[code], cooperative=cooperatives[row["number"]])
        for row in source
        for code in filter(None, row["support_programmes"].split("|"))
    )
