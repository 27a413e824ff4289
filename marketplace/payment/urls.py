"""Addresses where a shopper pays by card and gives goods back, under the purchase's own link."""

from django.urls import path

from marketplace.payment import return_views, views

app_name = "payment"
urlpatterns = [
    path("<slug:public_id>/<slug:token>/pay/", views.pay, name="pay"),
    path("<slug:public_id>/<slug:token>/pay/cash/", views.cash, name="cash"),
    path("<slug:public_id>/<slug:token>/pay/returned/", views.returned, name="returned"),
    path("<slug:public_id>/<slug:token>/orders/<slug:order>/return/", return_views.ask, name="return"),
    path(
        "<slug:public_id>/<slug:token>/orders/<slug:order>/return/withdraw/",
        return_views.withdraw,
        name="return-withdraw",
    ),
]
