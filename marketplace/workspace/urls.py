"""Addresses of the cooperative's workspace."""

from django.urls import include, path

from marketplace.workspace import bank, money, money_lines, more, parcels, returns, views, worker

app_name = "workspace"
urlpatterns = [
    path("", views.home, name="home"),
    path("more/", more.more, name="more"),
    path("sw.js", worker.worker, name="worker"),
    path("join/", include("marketplace.workspace.joining.urls")),
    path("people/", include("marketplace.workspace.people.urls")),
    path("products/", include("marketplace.workspace.products.urls")),
    path("stock/", include("marketplace.workspace.stock.urls")),
    path("", include("marketplace.workspace.messages.urls")),
    path("figures/", include("marketplace.workspace.figures.urls")),
    path("settings/", include("marketplace.workspace.settings.urls")),
    path("fairs/", include("marketplace.workspace.fairs.urls")),
    path("money/", money.money, name="money"),
    path("money/<slug:figure>/", money_lines.lines, name="money-lines"),
    path("bank/", bank.bank, name="bank"),
    path("bank/<slug:cooperative>/<slug:way>/", bank.save, name="bank-save"),
    path("money/<slug:cooperative>/<int:year>-<int:month>/", money.statement, name="statement"),
    path("money/<slug:cooperative>/<int:year>-<int:month>/statement.pdf", money.statement_as_pdf, name="statement-pdf"),
    path(
        "money/<slug:cooperative>/<int:year>-<int:month>/statement.xlsx", money.statement_as_xlsx, name="statement-xlsx"
    ),
    path("parcels/", parcels.index, name="parcels"),
    path("parcels/<slug:public_id>/", parcels.detail, name="parcel"),
    path("parcels/<slug:public_id>/<slug:name>/", parcels.act, name="parcel-act"),
    path("returns/", returns.index, name="returns"),
    path("returns/<slug:public_id>/", returns.detail, name="return"),
    path("returns/<slug:public_id>/<slug:name>/", returns.act, name="return-act"),
    path("orders/<slug:public_id>/", views.order, name="order"),
    path("orders/<slug:public_id>/slip/", views.slip, name="slip"),
    path("orders/<slug:public_id>/<slug:name>/", views.act, name="act"),
]
