"""Addresses of a purchase's receipt, below the purchase's own link."""

from django.urls import path

from marketplace.receipts import views

app_name = "receipt"
urlpatterns = [
    path("<slug:public_id>/<slug:token>/receipt/", views.page, name="page"),
    path("<slug:public_id>/<slug:token>/receipt.pdf", views.paper, name="pdf"),
]
