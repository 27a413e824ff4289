"""Lists to choose from are written without a template for each choice, and letter for letter as Django writes them."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from marketplace.form_renderer import FormRenderer

CHOICES: list[Any] = [
    ("", gettext_lazy("Choose")),
    (1, "Aït <b>Baha</b> & co"),
    (2, mark_safe("<i>kept</i>")),
    ('Towns > "1"', [("3", 2026), (None, "nothing"), ("4", "l'Oasis")]),
]


@pytest.mark.parametrize("value", [None, "", "1", 2, "4"])
@pytest.mark.parametrize(
    "attributes", [{}, {"required": True, "disabled": False, "data-x": '"<', "size": 3, "id": "a"}]
)
def test_select_is_written_as_django_writes_it(value: object, attributes: dict[str, Any]) -> None:
    for widget in (forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES)):
        chosen = [value] if isinstance(widget, forms.SelectMultiple) else value
        ours, theirs = (widget.render("na&me", chosen, attributes, each()) for each in (FormRenderer, DjangoTemplates))
        assert ours == theirs


def test_whoever_writes_options_of_their_own_is_left_alone() -> None:
    class Own(forms.Select):
        option_template_name = "django/forms/widgets/checkbox_option.html"

    widget = Own(choices=[("1", "One")])
    assert widget.render("name", "1", {}, FormRenderer()) == widget.render("name", "1", {}, DjangoTemplates())


def test_forms_are_written_by_it() -> None:
    assert isinstance(get_default_renderer(), FormRenderer)
