"""Joining: what an applicant tells, its papers, and where it stands."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
