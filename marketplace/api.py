"""The API: one OpenAPI page over the routers of the packages."""

from ninja import NinjaAPI

from fairs.api import router as public_router
from fairs.tills.api import router as till_router

api = NinjaAPI(title="Souk of the Cooperatives", version="1", urls_namespace="api", docs_url=None)
api.add_router("/v1", public_router)
api.add_router("/till/v1", till_router)
