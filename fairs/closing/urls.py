"""Where a certificate of sales is checked by whoever holds it."""

from django.urls import path

from fairs.closing import views

app_name = "certificate"
urlpatterns = [
    path("<str:public_id>/", views.check, name="check"),
    path("<str:public_id>/certificate.pdf", views.paper, name="pdf"),
]
