"""Addresses of the organiser's screens: the evening round, its tablets, slips and estimates."""

from django.urls import path

from fairs.organiser.views import estimates, kept_visits, rounds, slips, tablets

urlpatterns = [
    path("editions/<slug:code>/round/", rounds.round_day, name="round"),
    path("editions/<slug:code>/round/missing/", rounds.missing, name="round-missing"),
    path("editions/<slug:code>/round/state/", rounds.state, name="round-state"),
    path("editions/<slug:code>/round/visits/<uuid:visit>/photo.jpg", rounds.photo, name="round-photo"),
    path("editions/<slug:code>/round/conflicts/", rounds.conflicts, name="round-conflicts"),
    path("editions/<slug:code>/round/conflicts/<str:public_id>/", rounds.settle, name="settle-conflict"),
    path("editions/<slug:code>/round/estimates/", estimates.estimates, name="round-estimates"),
    path(
        "editions/<slug:code>/round/estimates/<str:public_id>/withdraw/", estimates.withdraw, name="withdraw-estimate"
    ),
    path("editions/<slug:code>/round/kept/", kept_visits.kept, name="round-kept"),
    path("editions/<slug:code>/round/kept/<slug:key>/count/", kept_visits.let_count, name="count-kept"),
    path("editions/<slug:code>/round/kept/<slug:key>/settle/", kept_visits.settle, name="settle-kept"),
    path("editions/<slug:code>/round/slips/", slips.slips, name="round-slips"),
    path("editions/<slug:code>/round/tablets/", tablets.tablets, name="round-tablets"),
    path("editions/<slug:code>/round/tablets/<str:public_id>/revoke/", tablets.revoke, name="revoke-tablet"),
]
