"""Which texts have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from cooperatives.models import Cooperative, QualitySign, SupportProgramme


@register(Cooperative)
class CooperativeTranslation(TranslationOptions):
    fields = ("name", "tagline", "story")


@register(SupportProgramme)
class SupportProgrammeTranslation(TranslationOptions):
    fields = ("name", "description")


@register(QualitySign)
class QualitySignTranslation(TranslationOptions):
    fields = ("name",)
