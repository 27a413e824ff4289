"""Addresses of the organiser's screens: getting an edition ready, its stops, its call, its people."""

from django.urls import path

from fairs.organiser.views import beginning, calls, people, preparing, stops

EDITION = "editions/<slug:code>"
CALL = f"{EDITION}/calls/<int:number>"

urlpatterns = [
    path("places/", preparing.places, name="places"),
    path("new-programme/", beginning.new_programme, name="new-programme"),
    path("programmes/<slug:code>/new-edition/", beginning.new_edition, name="new-edition"),
    path(f"{EDITION}/copy/", beginning.copy, name="copy-edition"),
    path(f"{EDITION}/details/", beginning.details, name="details"),
    path(f"{EDITION}/prepare/", preparing.prepare, name="prepare"),
    path(f"{EDITION}/publish/", preparing.publish, name="publish-edition"),
    path(f"{EDITION}/hide/", preparing.hide, name="hide-edition"),
    path(f"{EDITION}/stops/", stops.stops, name="stops"),
    path(f"{EDITION}/stops/add/", stops.add, name="add-stop"),
    path(f"{EDITION}/stops/months/", stops.months, name="add-months"),
    path(f"{EDITION}/stops/<int:number>/", stops.stop, name="stop"),
    path(f"{EDITION}/stops/<int:number>/remove/", stops.remove, name="remove-stop"),
    path(f"{EDITION}/stops/<int:number>/hours/", stops.hours, name="hours"),
    path(f"{EDITION}/calls/", calls.calls, name="calls"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/criteria/", calls.criteria, name="criteria"),
    path(f"{CALL}/quotas/", calls.quotas, name="quotas"),
    path(f"{CALL}/quotas/remove/", calls.take_quota_away, name="remove-quota"),
    path(f"{CALL}/extend/", calls.extend, name="extend-call"),
    path(f"{CALL}/open/", preparing.open_for_applications, name="open-call"),
    path(f"{CALL}/to-all/<slug:how>/", calls.to_all_stops, name="call-to-all"),
    path(f"{EDITION}/people/", people.people, name="people"),
    path(f"{EDITION}/people/appoint/", people.appoint, name="appoint"),
    path(f"{EDITION}/people/<str:user>/<slug:role>/end/", people.end, name="end-role"),
    path(f"{EDITION}/bodies/add/", people.add, name="add-body"),
    path(f"{EDITION}/bodies/<str:body>/remove/", people.remove, name="remove-body"),
]
