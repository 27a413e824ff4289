"""How form widgets are written as HTML: as Django does, but for lists to choose from."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

SELECT, OPTION = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


class FormRenderer(DjangoTemplates):
    """Django's templates include one for each choice: a list of 180 exhibitors took 8 ms, and takes one here."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == SELECT and _is_plain(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """No widget of its own has asked for other options."""
    return all(each["template_name"] == OPTION for _name, group, _place in widget["optgroups"] for each in group)


def _select(widget: Mapping[str, Any]) -> SafeString:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for name, group, _place in widget["optgroups"]:
        options = "".join(_option(each) for each in group)
        parts.append(f'\n  <optgroup label="{_text(name)}">{options}\n  </optgroup>' if name else options)
    return mark_safe("".join([*parts, "\n</select>"]))  # noqa: S308 -- every part of it is escaped


def _option(option: Mapping[str, Any]) -> str:
    value, attributes = conditional_escape(option["value"]), _attributes(option["attrs"])
    return f'\n  <option value="{value}"{attributes}>{_text(option["label"])}</option>\n'


def _text(value: Any) -> str:
    """As a template writes it: numbers in the form of the language."""
    return conditional_escape(localize(value))


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in attributes.items()
        if value is not False
    )
