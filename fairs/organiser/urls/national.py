"""Addresses of the organiser's screens: all editions together."""

from django.urls import path

from fairs.organiser.views import national

urlpatterns = [
    path("figures/", national.national, name="national"),
    path("figures/now/", national.national_figures, name="national-figures"),
    path("figures/cooperatives/", national.cooperatives, name="national-cooperatives"),
]
