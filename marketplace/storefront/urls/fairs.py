"""Addresses of the calendar of fairs and markets."""

from django.urls import path

from marketplace.storefront.views import fairs, finder

app_name = "fairs"
urlpatterns = [
    path("", fairs.calendar, name="calendar"),
    path("<slug:code>/", fairs.edition, name="edition"),
    path("<slug:code>/finder/", finder.finder, name="finder"),
    path("<slug:code>/finder/worker.js", finder.worker, name="finder-worker"),
]
