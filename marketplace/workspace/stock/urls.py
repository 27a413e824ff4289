"""Stock, lots and certificates."""

from django.urls import URLPattern, path

from marketplace.workspace.stock import lots, numbers, signs

urlpatterns: list[URLPattern] = [
    path("", numbers.stock, name="stock"),
    path("lots/", lots.index, name="lots"),
    path("lots/of/<slug:product>/", lots.of_product, name="lots-of-product"),
    path("lots/new/<slug:product>/", lots.new, name="lot-new"),
    path("lots/<slug:public_id>/", lots.detail, name="lot"),
    path("lots/<slug:public_id>/correct/", lots.correct, name="lot-correct"),
    path("lots/<slug:public_id>/call-back/", lots.call_back, name="lot-call-back"),
    path("lots/<slug:public_id>/labels.pdf", lots.labels, name="lot-labels"),
    path("signs/", signs.index, name="signs"),
    path("signs/new/", signs.new, name="sign-new"),
    path("signs/<slug:public_id>/again/", signs.again, name="sign-again"),
    path("signs/<slug:public_id>/paper.jpg", signs.paper, name="sign-paper"),
    path("<slug:product>/", numbers.product_stock, name="stock-product"),
    path("<slug:product>/history/", numbers.history, name="stock-history"),
    path("<slug:product>/<slug:name>/", numbers.act, name="stock-act"),
]
