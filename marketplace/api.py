"""The API: one OpenAPI page over the routers of the packages."""

from ninja import NinjaAPI

api = NinjaAPI(title="Souk of the Cooperatives", version="1", urls_namespace="api", docs_url=None)
