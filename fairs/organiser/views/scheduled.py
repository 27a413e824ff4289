"""Files of figures that are made by themselves: written down, ended, fetched. Each person sees their own."""

from datetime import timedelta

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairs.closing.scheduled import (
    KEPT_FOR,
    AlreadyEnded,
    ScheduledAlready,
    end_export,
    exports_of,
    file_of,
    schedule_export,
)
from fairs.models import ExportFile
from fairs.organiser.closing_forms import ScheduleForm
from fairs.organiser.once import act_once
from fairs.organiser.selectors import in_order
from fairs.organiser.views.exports import XLSX
from fairs.organiser.views.frame import organisers_page, page, person, visible
from fairs.organiser.views.once import say_once

ONE_DAY = timedelta(days=1)


@organisers_page("GET", "HEAD", "POST")
def scheduled(request: HttpRequest) -> HttpResponse:
    """A person's regular files, and the form for another one."""
    editions = in_order(visible(request))
    form = ScheduleForm(request.POST if request.method == "POST" else None, editions=editions)
    if form.is_bound and form.is_valid():
        try:
            done = act_once(
                request.POST,
                action="schedule_export",
                act=lambda: schedule_export(
                    user=person(request), language=(get_language() or "ar")[:2], **form.chosen()
                ),
            )
        except ScheduledAlready:
            form.add_error("of", _("You have this file already, as often as this."))
        else:
            say_once(request, done is not None, _("From tomorrow on the file is made by itself, and you are told."))
            return redirect("organiser:scheduled")
    context = {
        "form": form if form.editions else None,
        "exports": list(exports_of(person(request))),
        "days_kept": KEPT_FOR // ONE_DAY,
    }
    return page(request, "scheduled.html", context, status=422 if form.is_bound else 200)


@organisers_page("POST")
def end_scheduled(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make this file no more. Doing so twice changes nothing."""
    row = get_object_or_404(exports_of(person(request)), public_id=public_id)
    try:
        end_export(export_id=row.pk, by=person(request))
    except AlreadyEnded:
        messages.info(request, _("It had ended before."))
    else:
        messages.success(request, _("It has ended. The files that were made stay here for a while."))
    return redirect("organiser:scheduled")


@organisers_page()
def scheduled_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A file that was made, for its person alone, and only while they may see what is in it."""
    files = ExportFile.objects.select_related("export__user", "export__edition", "export__programme")
    row = get_object_or_404(files, public_id=public_id, export__user=person(request))
    file = file_of(row)
    if file is None:
        raise Http404
    of = row.export.edition or row.export.programme
    name = f"{of.code if of else 'editions'}-{row.for_day}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
