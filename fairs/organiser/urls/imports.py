"""Addresses of the organiser's screens: lists of past editions."""

from django.urls import path

from fairs.organiser.views import import_acts, imports

urlpatterns = [
    path("editions/<slug:code>/import/", imports.imports, name="import"),
    path("editions/<slug:code>/import/<str:public_id>/", imports.rows, name="import-rows"),
    path("editions/<slug:code>/import/<str:public_id>/columns/", imports.columns, name="import-columns"),
    path("editions/<slug:code>/import/<str:public_id>/state/", imports.state, name="import-state"),
    path("editions/<slug:code>/import/<str:public_id>/rows/<int:number>/", imports.row, name="import-row"),
    path("editions/<slug:code>/import/<str:public_id>/list/", imports.list_file, name="import-file"),
    path("editions/<slug:code>/import/<str:public_id>/proofs/<str:digest>/", imports.proof, name="import-proof"),
    path("editions/<slug:code>/import/<str:public_id>/add-proofs/", import_acts.proofs, name="import-proofs"),
    path("editions/<slug:code>/import/<str:public_id>/new/", import_acts.all_new, name="import-new"),
    path("editions/<slug:code>/import/<str:public_id>/load/", import_acts.load, name="import-load"),
    path("editions/<slug:code>/import/<str:public_id>/drop/", import_acts.drop, name="import-drop"),
    path("editions/<slug:code>/import/<str:public_id>/take-back/", import_acts.take_back_view, name="import-take-back"),
]
