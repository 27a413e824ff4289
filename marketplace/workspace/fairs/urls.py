"""Fairs and markets: apply, answer, find one's stall, carry goods, and read what was sold."""

from django.urls import URLPattern, path

from marketplace.workspace.fairs import applications, apply, goods, home, sold, stall

urlpatterns: list[URLPattern] = [
    path("", home.fairs, name="fairs"),
    path("applications/", applications.index, name="applications"),
    path("applications/<slug:public_id>/", applications.detail, name="application"),
    path("applications/<slug:public_id>/change/", apply.change, name="application-change"),
    path("applications/<slug:public_id>/<slug:name>/", applications.act, name="application-act"),
    path("apply/<slug:cooperative>/<slug:code>/", apply.what, name="apply"),
    path("apply/<slug:cooperative>/<slug:code>/needs/", apply.needs, name="apply-needs"),
    path("apply/<slug:cooperative>/<slug:code>/send/", apply.send, name="apply-send"),
    path("stalls/<slug:public_id>/", stall.stall, name="fair-stall"),
    path("goods/<slug:cooperative>/<slug:code>/", goods.goods, name="fair-goods"),
    path("goods/<slug:cooperative>/<slug:code>/<slug:name>/", goods.act, name="fair-goods-act"),
    path("<slug:cooperative>/<slug:code>/", sold.fair, name="fair"),
]
