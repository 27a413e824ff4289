"""The API: one OpenAPI page over the routers of the packages."""

from ninja import NinjaAPI

from fairs.api import router as public_router

api = NinjaAPI(title="Souk of the Cooperatives", version="1", urls_namespace="api", docs_url=None)
api.add_router("/v1", public_router)
