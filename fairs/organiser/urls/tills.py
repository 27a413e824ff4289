"""Addresses of the organiser's screens: tills, and what an operator of shared tills holds."""

from django.urls import path

from fairs.organiser.views import deposits, operator_cash, tills

urlpatterns = [
    path("editions/<slug:code>/tills/", tills.tills, name="tills"),
    path("editions/<slug:code>/tills/<str:public_id>/revoke/", tills.revoke, name="revoke-till"),
    path("editions/<slug:code>/deposits/", deposits.deposits, name="deposits"),
    path("editions/<slug:code>/deposits/cash/", operator_cash.cash, name="operator-cash"),
    path("editions/<slug:code>/deposits/cash/<str:public_id>/", operator_cash.handover, name="handover"),
    path(
        "editions/<slug:code>/deposits/cash/<str:public_id>/paper.pdf",
        operator_cash.handover_as_pdf,
        name="handover-pdf",
    ),
    path(
        "editions/<slug:code>/deposits/cash/<str:public_id>/take-back/", operator_cash.take_back, name="handover-back"
    ),
    path("editions/<slug:code>/deposits/slips/<str:public_id>/", deposits.slip, name="deposit-slip"),
    path("editions/<slug:code>/deposits/slips/<str:public_id>/slip.pdf", deposits.slip_as_pdf, name="deposit-slip-pdf"),
    path("editions/<slug:code>/deposits/of/<str:cooperative>/", deposits.deposit, name="deposit"),
    path("editions/<slug:code>/deposits/of/<str:cooperative>/<slug:kind>/", deposits.write_slip, name="write-slip"),
]
