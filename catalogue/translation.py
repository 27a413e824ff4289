"""Which texts have a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from catalogue.models import Category, Product, ProductClass, ProductImage


@register(Product)
class ProductTranslation(TranslationOptions):
    fields = ("title", "description", "ingredients")


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")


@register(ProductClass)
class ProductClassTranslation(TranslationOptions):
    fields = ("name",)


@register(ProductImage)
class ProductImageTranslation(TranslationOptions):
    fields = ("caption",)
