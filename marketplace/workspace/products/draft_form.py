"""What a device kept of a new product while there was no network."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from marketplace.workspace.products.forms import NewForm


class DraftForm(NewForm):
    """One draft; `id` was made by the device before anything else, and its photo comes with it."""

    id = forms.UUIDField()
    kept_picture = device_id = None  # type: ignore[assignment]

    def problems(self) -> list[dict[str, str]]:
        """What is wrong, each beside its field, as the device shows it."""
        named = [("" if field == NON_FIELD_ERRORS else field, texts) for field, texts in self.errors.items()]
        return [{"field": field, "text": str(text)} for field, texts in named for text in texts or ()]
