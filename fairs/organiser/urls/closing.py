"""Addresses of the organiser's screens: closing, what stands beside it, the sentence, regular files."""

from django.urls import path

from fairs.organiser.views import beside, closing, scheduled, sentence

urlpatterns = [
    path("sentence/", sentence.sentence, name="sentence"),
    path("files/", scheduled.scheduled, name="scheduled"),
    path("files/<str:public_id>/end/", scheduled.end_scheduled, name="end-scheduled"),
    path("files/<str:public_id>/figures.xlsx", scheduled.scheduled_file, name="scheduled-file"),
    path("editions/<slug:code>/closing/", closing.closing, name="closing"),
    path("editions/<slug:code>/closing/whole/", closing.close_edition, name="close-edition"),
    path("editions/<slug:code>/closing/stops/<int:number>/", closing.close_stop, name="closing-stop"),
    path("editions/<slug:code>/closing/<str:closing>/report.<str:form>", closing.report, name="closing-report"),
    path(
        "editions/<slug:code>/closing/<str:closing>/certificates.pdf",
        closing.certificates,
        name="closing-certificates",
    ),
    path("editions/<slug:code>/closing/<str:closing>/printing/", closing.printing, name="closing-printing"),
    path("editions/<slug:code>/beside/", beside.beside, name="beside"),
    path("editions/<slug:code>/beside/contracts/", beside.write_contract, name="write-contract"),
    path(
        "editions/<slug:code>/beside/contracts/<str:public_id>/withdraw/",
        beside.withdraw_contract_view,
        name="withdraw-contract",
    ),
    path("editions/<slug:code>/beside/money/", beside.write_spending, name="write-spending"),
    path(
        "editions/<slug:code>/beside/money/<str:public_id>/withdraw/",
        beside.withdraw_spending_view,
        name="withdraw-spending",
    ),
]
