"""Addresses of the organiser's screens: the day itself."""

from django.urls import path

from fairs.organiser.views import day, day_beside

DAY = "editions/<slug:code>/day"
COMER = f"{DAY}/comers/<str:public_id>"

urlpatterns = [
    path(f"{DAY}/", day.arrivals, name="day"),
    path(f"{DAY}/badge/", day.scan, name="day-badge"),
    path(f"{COMER}/arrived/", day.arrive, name="day-arrived"),
    path(f"{COMER}/arrivals/<uuid:key>/back/", day.unarrive, name="day-unarrived"),
    path(f"{COMER}/missing/", day.miss, name="day-missing"),
    path(f"{COMER}/awaited/", day.await_again, name="day-awaited"),
    path(f"{COMER}/replace/", day.replace, name="day-replace"),
    path(f"{DAY}/incidents/", day_beside.incidents, name="incidents"),
    path(f"{DAY}/incidents/<str:public_id>/solve/", day_beside.solve, name="solve-incident"),
    path(f"{DAY}/incidents/<str:public_id>/reopen/", day_beside.reopen, name="reopen-incident"),
    path(f"{DAY}/incidents/<str:public_id>/picture.jpg", day_beside.picture, name="incident-picture"),
    path(f"{DAY}/visitors/", day_beside.visitors, name="visitors"),
    path(f"{DAY}/workshops/", day_beside.workshops, name="workshops"),
    path(f"{DAY}/workshops/<str:public_id>/change/", day_beside.change, name="change-workshop"),
    path(f"{DAY}/workshops/<str:public_id>/came/", day_beside.count, name="count-workshop"),
    path(f"{DAY}/workshops/<str:public_id>/cancel/", day_beside.cancel, name="cancel-workshop"),
    path(f"{DAY}/institutions/", day_beside.stands, name="stands"),
    path(f"{DAY}/institutions/<str:public_id>/end/", day_beside.end, name="end-stand"),
]
