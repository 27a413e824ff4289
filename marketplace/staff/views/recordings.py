"""Spoken help: which screens speak which language, and recording what is missing, in the browser or from a file."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cooperatives.accounts.enums import SpokenLanguage
from cooperatives.accounts.models import User
from cooperatives.idempotency import FIELD, new_token
from cooperatives.texts import LANGUAGES
from marketplace.help.models import HelpRecording
from marketplace.help.screens import SCREENS
from marketplace.help.selectors import count_missing, matrix, sentence_digest
from marketplace.help.services import MOST_BYTES, Silent, TooHeavy, TooLong, keep_recording
from marketplace.help.sounds import NotASound
from marketplace.help.views import sound_of
from marketplace.once import act_once

TITLE = gettext_lazy("Spoken help")
MAY = "help.add_helprecording"
TOO_HEAVY = gettext_lazy("The file has more than 2 MB: record it again, shorter.")
REFUSALS = {
    NotASound: gettext_lazy("This is no sound that every telephone plays. Record it here, or send WebM, Ogg or MP4."),
    Silent: gettext_lazy("The recording is shorter than a second: record it again."),
    TooLong: gettext_lazy("The recording is longer than two minutes: record it again, shorter."),
    TooHeavy: TOO_HEAVY,
}


class SoundForm(forms.Form):
    """What was recorded; what it is, its bytes say."""

    sound = forms.FileField(
        label=gettext_lazy("Recording"),
        help_text=gettext_lazy("Two minutes and 2 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,video/webm"}),
        error_messages={
            "required": gettext_lazy("Record the sentence, or choose a file."),
            "empty": gettext_lazy("The recording is empty: record it again."),
        },
    )

    def clean_sound(self) -> bytes:
        sent = self.cleaned_data["sound"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_HEAVY)
        content: bytes = sent.read()
        return content


class RecordingsPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of the staff who look after spoken help."""

    header_icon = "media"
    page_title = TITLE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(MAY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class MatrixView(RecordingsPage):
    """Every screen in every spoken language."""

    template_name = "marketplace/staff/recordings/matrix.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = matrix()
        missing = [(language.label, count) for language, count in count_missing(rows).items()]
        return super().get_context_data(**kwargs) | {"rows": rows, "missing": missing}


class RecordView(RecordingsPage):
    """One screen in one language: read the sentence, record it, listen, keep it."""

    template_name = "marketplace/staff/recordings/record.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["screen"] not in SCREENS or kwargs["language"] not in SpokenLanguage.values:
            raise Http404
        self.screen, self.language = kwargs["screen"], SpokenLanguage(kwargs["language"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SoundForm(request.POST, request.FILES)
        if form.is_valid() and self._keep(request, form):
            return redirect("help-recordings")
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _keep(self, request: HttpRequest, form: SoundForm) -> bool:
        """Keep what was recorded, or say beside the field why not."""
        given = {"screen": self.screen, "language": self.language.value, "content": form.cleaned_data["sound"]}
        try:
            act_once(
                request.POST,
                action="staff.help.record",
                act=lambda: keep_recording(by=cast(User, request.user), **given),
            )
        except tuple(REFUSALS) as refusal:
            form.add_error("sound", str(REFUSALS[type(refusal)]))
            return False
        messages.success(request, _("Kept: it is heard from now on."))
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = HelpRecording.objects.filter(screen=self.screen, language=self.language).order_by("-made_at")
        known = list(found.select_related("made_by")[:10])
        current = next((each for each in known if each.replaced_at is None), None)
        return super().get_context_data(**kwargs) | {
            "screen": self.screen,
            "language_name": self.language.label,
            "sentences": [(code, _sentence(self.screen, code)) for code in LANGUAGES],
            "current": current,
            "is_old": current is not None and current.sentence_digest != sentence_digest(self.screen),
            "replaced": [each for each in known if each.replaced_at],
            "form": kwargs.get("form") or SoundForm(),
            "once_name": FIELD,
            "once": new_token(),
            "back": reverse("help-recordings"),
        }


def _sentence(screen: str, language: str) -> str:
    with override(language):
        return str(SCREENS[screen])


def sound(request: HttpRequest, public_id: str) -> HttpResponse:
    """A recording, present or replaced, to listen to."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    return sound_of(request, get_object_or_404(HelpRecording, public_id=public_id))


urlpatterns = [
    path("help-recordings/", MatrixView.as_view(), name="help-recordings"),
    path("help-recordings/sounds/<slug:public_id>/", sound, name="help-recordings-sound"),
    path("help-recordings/<slug:screen>/<slug:language>/", RecordView.as_view(), name="help-recordings-record"),
]
