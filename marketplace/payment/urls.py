"""Addresses under which a shopper pays a purchase by card, under the purchase's own link."""

from django.urls import path

from marketplace.payment import views

app_name = "payment"
urlpatterns = [
    path("<slug:public_id>/<slug:token>/pay/", views.pay, name="pay"),
    path("<slug:public_id>/<slug:token>/pay/cash/", views.cash, name="cash"),
    path("<slug:public_id>/<slug:token>/pay/returned/", views.returned, name="returned"),
]
