"""Which names have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from marketplace.delivery.models import Carrier, Hub


@register(Carrier)
class CarrierTranslation(TranslationOptions):
    fields = ("name",)


@register(Hub)
class HubTranslation(TranslationOptions):
    fields = ("name",)
