"""Which names have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from cooperatives.territory.models import Commune, Place, Province, Region


class NameTranslation(TranslationOptions):
    fields = ("name",)


register(Region)(NameTranslation)
register(Province)(NameTranslation)
register(Commune)(NameTranslation)
register(Place)(NameTranslation)
