"""Which texts have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from fairs.calls.models import Call, Criterion, OrganisingBody


@register(OrganisingBody)
class OrganisingBodyTranslation(TranslationOptions):
    fields = ("name",)


@register(Call)
class CallTranslation(TranslationOptions):
    fields = ("text", "what_to_bring")


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ("name", "guidance")
