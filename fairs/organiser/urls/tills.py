"""Addresses of the organiser's screens: tills, and what an operator of shared tills holds."""

from django.urls import path

from fairs.organiser.views import cash_reports, deposits, operator_cash, till_pages, tills

urlpatterns = [
    path("editions/<slug:code>/tills/", tills.tills, name="tills"),
    path("editions/<slug:code>/tills/reports/", cash_reports.reports, name="cash-reports"),
    path("editions/<slug:code>/tills/reports.xlsx", cash_reports.reports_file, name="cash-reports-xlsx"),
    path("editions/<slug:code>/tills/reports/<str:public_id>/", cash_reports.report, name="cash-report"),
    path(
        "editions/<slug:code>/tills/reports/<str:public_id>/report.pdf",
        cash_reports.report_as_pdf,
        name="cash-report-pdf",
    ),
    path("editions/<slug:code>/tills/sessions/<uuid:public_id>/", till_pages.session, name="till-session"),
    path("editions/<slug:code>/tills/sessions/<uuid:public_id>/close/", till_pages.close, name="close-session"),
    path("editions/<slug:code>/tills/<str:public_id>/", till_pages.till, name="till"),
    path("editions/<slug:code>/tills/<str:public_id>/state/", tills.state, name="till-state"),
    path("editions/<slug:code>/tills/<str:public_id>/code/", tills.another_code, name="till-code"),
    path("editions/<slug:code>/tills/<str:public_id>/revoke/", tills.revoke, name="revoke-till"),
    path("editions/<slug:code>/tills/<str:public_id>/cashiers/<uuid:cashier>/end/", till_pages.end, name="end-cashier"),
    path(
        "editions/<slug:code>/tills/<str:public_id>/cashiers/<uuid:cashier>/pin/",
        till_pages.another_pin,
        name="reset-pin",
    ),
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
