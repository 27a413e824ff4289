"""Three cooperatives on their way in: one half told, one that waits for staff, one asked for a paper once more."""

from io import BytesIO

from PIL import Image, ImageDraw

from cooperatives import clock
from cooperatives.accounts.models import User
from cooperatives.joining.enums import PaperKind
from cooperatives.joining.papers import accept_paper, add_pages, ask_again, pages_of
from cooperatives.joining.second_officer import accept_as_officer, name_second_officer
from cooperatives.joining.selectors import kinds_asked_of, standing_papers
from cooperatives.joining.services import begin_joining, send_for_checking, write_about
from cooperatives.models import Cooperative
from cooperatives.photographs import read_photograph
from cooperatives.territory.models import Commune

JOINING_PHONE = "+212600000301"
_BEGUN = ("فاطمة الزهراء", "تعاونية سنابل الجبل (نموذج)")
# Phones of who applies and of the second officer, their names, the cooperative's, the beginning of its ICE.
_SENT = (
    ("+212600000302", "+212600000312", "خديجة", "محمد", "تعاونية عسل الأطلس (نموذج)", "990000001"),
    ("+212600000303", "+212600000313", "نعيمة", "حسن", "تعاونية نسيج الوادي (نموذج)", "990000002"),
)
WHY = "الصورة غير واضحة: صوروا الوجهين في ضوء أكثر"


def load_joining(*, staff: User) -> None:
    """Write what staff have to check, and what an applicant has to go on with."""
    name, called = _BEGUN
    applicant = _person(JOINING_PHONE, name)
    half = _begin(applicant, called)
    write_about(cooperative_id=half.pk, values={"sector": "agriculture"}, by=applicant)
    _photograph(half, applicant, PaperKind.REGISTRATION)
    for place, (phone, other, name, second, called, base) in enumerate(_SENT):
        cooperative = _sent(_person(phone, name), _person(other, second), called, base)
        if place:
            _ask_for_one_again(cooperative, staff)


def _sent(applicant: User, second: User, called: str, base: str) -> Cooperative:
    cooperative = _begin(applicant, called)
    told = {
        "sector": "food_processing",
        "member_count": 14,
        "women_count": 9,
        "youth_count": 4,
        "registration_number": f"DEMO-{base[-3:]}",
        "ice": _ice(base),
    }
    write_about(cooperative_id=cooperative.pk, values=told, by=applicant)
    named = name_second_officer(cooperative_id=cooperative.pk, phone=second.phone, language="ar", by=applicant)
    accept_as_officer(public_id=named.public_id, by=second)
    for kind in kinds_asked_of(cooperative):
        _photograph(cooperative, applicant, kind)
    return send_for_checking(cooperative_id=cooperative.pk, by=applicant)


def _ask_for_one_again(cooperative: Cooperative, staff: User) -> None:
    papers = standing_papers(cooperative)
    first, second = papers[PaperKind.REGISTRATION], papers[PaperKind.IDENTITY]
    accept_paper(paper_id=first.pk, seen=pages_of(first), by=staff)
    ask_again(paper_id=second.pk, seen=pages_of(second), reason=WHY, by=staff)


def _begin(applicant: User, called: str) -> Cooperative:
    commune = Commune.objects.order_by("-population", "code")[applicant.pk % 40]
    return begin_joining(name=called, language="ar", kind="cooperative", commune_id=commune.pk, by=applicant)


def _person(phone: str, name: str) -> User:
    return User.objects.create_user(phone=phone, first_name=name, language="ar", phone_verified_at=clock.now())


def _ice(base: str) -> str:
    """A number whose last two digits fit, of an enterprise that does not exist."""
    digits = f"{base}0000"
    return f"{digits}{-int(digits) * 100 % 97:02d}"


def _photograph(cooperative: Cooperative, by: User, kind: PaperKind) -> None:
    photo = read_photograph(BytesIO(_drawn(f"DEMO {kind.value}")))
    add_pages(cooperative_id=cooperative.pk, kind=kind, photographs=[photo], by=by)


def _drawn(title: str) -> bytes:
    """A page with a title and lines where a paper has words."""
    page = Image.new("RGB", (900, 1270), "#f4efe2")
    draw = ImageDraw.Draw(page)
    draw.rectangle((60, 60, 840, 1210), outline="#8a7a55", width=4)
    draw.text((120, 120), title, fill="#3c3524", font_size=56)
    for number in range(16):
        draw.rectangle((120, 280 + number * 52, 780 - number % 4 * 90, 292 + number * 52), fill="#c9bd9c")
    drawn = BytesIO()
    page.save(drawn, "JPEG", quality=70)
    return drawn.getvalue()
