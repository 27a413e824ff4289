"""Which texts have a column for each language."""

from typing import Any

from modeltranslation.fields import TranslationFieldDescriptor
from modeltranslation.translator import TranslationOptions, register

from catalogue.models import Category, Product, ProductClass, ProductImage
from cooperatives.texts import language_of, texts_of


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("title", "description", "ingredients")


class ReadText(TranslationFieldDescriptor):
    """The text of a product in the language asked for or a fallback, never one that nobody has read."""

    def __get__(self, instance: Product | None, owner: type[Product] | None = None) -> Any:
        if instance is None or not instance.drafted_languages:
            return super().__get__(instance, owner)
        return texts_of(instance, self.field.name)[language_of(instance, self.field.name)]


for _name in ProductTranslation.fields:
    _usual: TranslationFieldDescriptor = getattr(Product, _name)
    setattr(Product, _name, ReadText(_usual.field, _usual.fallback_languages, _usual.fallback_value))


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")


@register(ProductClass)
class ProductClassTranslation(TranslationOptions):
    fields = ("name",)


@register(ProductImage)
class ProductImageTranslation(TranslationOptions):
    fields = ("caption",)
