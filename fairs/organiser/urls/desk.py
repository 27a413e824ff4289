"""Addresses of the organiser's screens: editions, their figures, totals of the day."""

from django.urls import path

from fairs.organiser.views import declared, desk, edition, exports, waiting

urlpatterns = [
    path("", desk.home, name="home"),
    path("programmes/<slug:code>/", desk.programme, name="programme"),
    path("programmes/<slug:code>/figures.<str:form>", exports.programme_export, name="programme-export"),
    path("editions/<slug:code>/", edition.edition, name="edition"),
    path("editions/<slug:code>/figures/", edition.figures, name="edition-figures"),
    path("editions/<slug:code>/figures.<str:form>", exports.edition_export, name="edition-export"),
    path("editions/<slug:code>/waiting/", waiting.waiting, name="waiting"),
    path("editions/<slug:code>/waiting/<str:till>/<slug:digest>/count/", waiting.let_count, name="count-sent"),
    path("editions/<slug:code>/waiting/<str:till>/<slug:digest>/settle/", waiting.settle, name="settle-sent"),
    path("editions/<slug:code>/totals/", declared.declared, name="declared"),
    path(
        "editions/<slug:code>/totals/<str:participation>/<day:day>/<slug:evidence>/",
        declared.correct,
        name="correct-declared",
    ),
]
