"""Which texts have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from catalogue.kinds.models import ProductKind


@register(ProductKind)
class ProductKindTranslation(TranslationOptions):
    fields = ("name",)
