"""Addresses of the basket."""

from django.urls import path

from marketplace.basket import views

app_name = "basket"
urlpatterns = [
    path("", views.summary, name="summary"),
    path("add/", views.add, name="add"),
    path("update/", views.update, name="update"),
    path("remove/", views.remove, name="remove"),
    path("restore/", views.restore, name="restore"),
    path("agree/", views.agree, name="agree"),
    path("keep-possible/", views.keep_possible, name="keep-possible"),
    path("count/", views.count, name="count"),
]
