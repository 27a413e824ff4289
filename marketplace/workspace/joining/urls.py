"""Joining: what an applicant tells, its papers, and where it stands."""

from django.urls import URLPattern, path

from marketplace.workspace.joining import giving_up, officers, papers, views

urlpatterns: list[URLPattern] = [
    path("", views.join, name="join"),
    path("begin/", views.begin, name="join-begin"),
    path("begin/place/", views.begin_place, name="join-begin-place"),
    path("places/", views.places, name="join-places"),
    path("officer/", officers.asked, name="join-asked"),
    path("officer/<slug:public_id>/<slug:answer>/", officers.answer, name="join-answer"),
    path("<slug:cooperative>/", views.checklist, name="join-list"),
    path("<slug:cooperative>/send/", views.send, name="join-send"),
    path("<slug:cooperative>/withdraw/", giving_up.withdraw, name="join-withdraw"),
    path("<slug:cooperative>/take-up/", giving_up.take_up, name="join-take-up"),
    path("<slug:cooperative>/officer/", officers.name, name="join-officer"),
    path("<slug:cooperative>/papers/<slug:kind>/", papers.paper, name="join-paper"),
    path("<slug:cooperative>/papers/<slug:kind>/<int:number>/remove/", papers.remove, name="join-page-remove"),
    path("<slug:cooperative>/pages/<slug:paper>/<int:number>.jpg", papers.page, name="join-page"),
    path("<slug:cooperative>/<slug:step>/", views.step, name="join-step"),
]
