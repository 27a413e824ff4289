"""What somebody writes about an order."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from catalogue.pictures import MOST_BYTES, PictureRefused, PictureTooLarge, PictureTooSmall


class MessageForm(forms.Form):
    """Words, a picture, or both."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Numbers of telephones, e-mail addresses and links are taken out."),
    )
    picture = forms.FileField(label=_("A picture"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))
    use_required_attribute = False

    def clean_picture(self) -> UploadedFile | None:
        picture: UploadedFile | None = self.cleaned_data["picture"]
        if picture is not None and (picture.size or 0) > MOST_BYTES:
            self.refuse_picture(PictureTooLarge())
        return picture

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data.get("text", "").strip() and not self.cleaned_data.get("picture"):
            self.refuse_nothing()
        return self.cleaned_data

    def refuse_nothing(self) -> None:
        """Say that a message needs words or a picture."""
        self.add_error("text", _("Write something, or choose a picture."))

    def refuse_picture(self, refusal: PictureRefused) -> None:
        """Say beside the field why the picture cannot be sent."""
        if isinstance(refusal, PictureTooLarge):
            self.add_error("picture", _("This picture is too large. Send a smaller one."))
        elif isinstance(refusal, PictureTooSmall):
            self.add_error("picture", _("This picture is too small to see anything."))
        else:
            self.add_error("picture", _("This is not a picture that can be read."))
