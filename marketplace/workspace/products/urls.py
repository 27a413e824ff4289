"""Products: the list, a new one, its small screens, and drafts that come late."""

from django.urls import URLPattern, path

from marketplace.workspace.products import acts, drafts, moderation, new, origin, parts, pictures, sizes, views

urlpatterns: list[URLPattern] = [
    path("", views.products, name="products"),
    path("new/", new.new, name="product-new"),
    path("drafts/", drafts.shell, name="product-drafts"),
    path("api/drafts/", drafts.api, name="product-drafts-api"),
    path("<slug:public_id>/", views.product, name="product"),
    path("<slug:public_id>/send/", moderation.send, name="product-send"),
    path("<slug:public_id>/withdraw/", moderation.withdraw, name="product-withdraw"),
    path("<slug:public_id>/part/<slug:slug>/", parts.part, name="product-part"),
    path("<slug:public_id>/origin/", origin.origin, name="product-origin"),
    path("<slug:public_id>/sizes/", sizes.sizes, name="product-sizes"),
    path("<slug:public_id>/duplicate/", acts.duplicate, name="product-duplicate"),
    path("<slug:public_id>/move/", acts.move, name="product-move"),
    path("<slug:public_id>/pictures/", pictures.pictures, name="product-pictures"),
    path("<slug:public_id>/pictures/<slug:name>/", pictures.act, name="product-picture-act"),
    path("<slug:public_id>/do/<slug:name>/", acts.act, name="product-act"),
]
