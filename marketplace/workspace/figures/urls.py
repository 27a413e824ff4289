"""Figures as pictures, and lists that go out and come in."""

from django.urls import URLPattern, path

from marketplace.workspace.figures import data, sheets, views

urlpatterns: list[URLPattern] = [
    path("", views.figures, name="figures"),
    path("data/", data.data, name="data"),
    path("data/ask/", data.ask, name="data-ask"),
    path("data/state/", data.state, name="data-state"),
    path("data/<slug:public_id>/", data.file, name="data-file"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/send/", sheets.send, name="sheet-send"),
    path("sheets/empty-<slug:language>.xlsx", sheets.template, name="sheet-template"),
    path("sheets/<slug:public_id>/", sheets.sheet, name="sheet"),
    path("sheets/<slug:public_id>/state/", sheets.state, name="sheet-state"),
    path("sheets/<slug:public_id>/file.xlsx", sheets.file, name="sheet-file"),
    path("sheets/<slug:public_id>/<slug:name>/", sheets.act, name="sheet-act"),
]
