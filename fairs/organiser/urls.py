"""Addresses of the organiser's screens."""

from datetime import date

from django.urls import path, register_converter

from fairs.organiser.views import declared, desk, edition, exports, tills


class DayConverter:
    """A business day: 2026-08-03."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "organiser"
urlpatterns = [
    path("", desk.home, name="home"),
    path("programmes/<slug:code>/", desk.programme, name="programme"),
    path("programmes/<slug:code>/figures.<str:form>", exports.programme_export, name="programme-export"),
    path("editions/<slug:code>/", edition.edition, name="edition"),
    path("editions/<slug:code>/figures/", edition.figures, name="edition-figures"),
    path("editions/<slug:code>/figures.<str:form>", exports.edition_export, name="edition-export"),
    path("editions/<slug:code>/waiting/", edition.waiting, name="waiting"),
    path("editions/<slug:code>/totals/", declared.declared, name="declared"),
    path(
        "editions/<slug:code>/totals/<str:participation>/<day:day>/<slug:evidence>/",
        declared.correct,
        name="correct-declared",
    ),
    path("editions/<slug:code>/tills/", tills.tills, name="tills"),
    path("editions/<slug:code>/tills/<str:public_id>/revoke/", tills.revoke, name="revoke-till"),
]
