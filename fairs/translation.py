"""Which texts have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from fairs.models import Edition, Programme, ReferenceFigure, Stop


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    fields = ("name", "description")


@register(Edition)
class EditionTranslation(TranslationOptions):
    fields = ("name", "description", "venue")


@register(Stop)
class StopTranslation(TranslationOptions):
    fields = ("name", "venue", "directions")


@register(ReferenceFigure)
class ReferenceFigureTranslation(TranslationOptions):
    fields = ("label", "attribution", "source", "note")
