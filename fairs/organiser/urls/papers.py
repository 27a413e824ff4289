"""Addresses of the organiser's screens: papers and badges."""

from django.urls import path

from fairs.organiser.views import papers

urlpatterns = [
    path("editions/<slug:code>/papers/", papers.papers, name="papers"),
    path("editions/<slug:code>/papers/<int:number>/names/", papers.badges, name="badges"),
    path("editions/<slug:code>/papers/<int:number>/names/make/", papers.make, name="make-badges"),
    path("editions/<slug:code>/papers/<int:number>/names/<str:public_id>/end/", papers.end, name="end-badge"),
    path("editions/<slug:code>/papers/<int:number>/<slug:kind>.pdf", papers.paper, name="paper"),
    path("editions/<slug:code>/papers/<int:number>/<slug:kind>/state/", papers.paper_printing, name="paper-printing"),
]
