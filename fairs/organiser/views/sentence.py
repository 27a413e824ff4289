"""The sector's usual sentence for any period, in three languages, with what its words mean."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info

from cooperatives import clock
from fairs.closing.sentence import sector, sentences, usual_period
from fairs.organiser.closing_forms import PeriodForm
from fairs.organiser.views.frame import organisers_page, page, visible


@organisers_page()
def sentence(request: HttpRequest) -> HttpResponse:
    """The sentence of this year so far, or of the period that is asked for."""
    first, last = usual_period(clock.today())
    form = PeriodForm(request.GET if request.GET else None, initial={"first": first, "last": last})
    if form.is_bound:
        if not form.is_valid():
            return page(request, "sentence.html", {"form": form, "of": None, "said": []}, status=422)
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    of = sector(visible(request), first, last)
    said = [(code, get_language_info(code)["name_local"], text) for code, text in sentences(of).items()]
    return page(request, "sentence.html", {"form": form, "of": of, "said": said})
