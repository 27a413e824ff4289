"""Addresses of the organiser's screens, one module for each part of the desk."""

from django.urls import register_converter

from fairs.organiser.urls.converters import DayConverter

register_converter(DayConverter, "day")

# After the converter, which the modules' addresses use.
from fairs.organiser.urls import calls, closing, committee, day, desk, imports, national, papers, plan, rounds, tills  # noqa: E402

app_name = "organiser"
urlpatterns = [
    *calls.urlpatterns,
    *desk.urlpatterns,
    *tills.urlpatterns,
    *rounds.urlpatterns,
    *closing.urlpatterns,
    *committee.urlpatterns,
    *day.urlpatterns,
    *national.urlpatterns,
    *imports.urlpatterns,
    *papers.urlpatterns,
    *plan.urlpatterns,
]
