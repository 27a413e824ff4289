"""Morocco's regions, provinces and communes, and the places that people name.

Codes, names and populations: HCP, RGPH 2024.
"""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperatives.texts import search_form, texts_of


class Region(models.Model):
    """One of the twelve regions; `code` is HCP's, two digits."""

    code = models.CharField(max_length=2, primary_key=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    population = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("territory:region", kwargs={"slug": self.slug})


class Province(models.Model):
    """A province or prefecture; `code` is HCP's digits."""

    code = models.CharField(max_length=8, primary_key=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="provinces")
    kind = models.CharField(max_length=40)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune or arrondissement, the finest step of origin; `code` is HCP's digits."""

    code = models.CharField(max_length=12, primary_key=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    kind = models.CharField(max_length=20)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    population = models.PositiveIntegerField(default=0)
    longitude = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class PlaceKind(models.TextChoices):
    """How fine a place is that a shopper names."""

    COMMUNE = "commune", _("Commune")
    CITY = "city", _("City")
    QUARTER = "quarter", _("Quarter")
    DOUAR = "douar", _("Douar")


class Place(models.Model):
    """A place as people name it: a city, quarter, douar or commune, in whichever spelling.

    Several rows may mean the same place (Mogador and Essaouira): each is one way to type it.
    """

    public_id = models.SlugField(max_length=24, unique=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    name = models.CharField(max_length=160)
    search_text = models.TextField(editable=False)

    class Meta:
        ordering = ["id"]
        indexes = [GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="place_search_trigrams")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_form(" ".join(texts_of(self, "name").values()))
        super().save(*args, **kwargs)
