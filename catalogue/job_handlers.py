"""What comes due for products. Each re-reads where things stand and is safe to repeat."""

from typing import Any

from catalogue.enums import Unit
from catalogue.partner.models import StockRecord
from catalogue.partner.stock import LOW_STOCK
from cooperatives.formats.numbers import quantity_text
from cooperatives.jobs.models import Job
from cooperatives.jobs.registry import handler
from cooperatives.permissions import Area
from cooperatives.telling import ring_cooperative, tell_cooperative


@handler(LOW_STOCK)
def tell_low_stock(job: Job) -> None:
    """Ring or write to a cooperative that little is left of a product, unless more of it was made meanwhile."""
    record = StockRecord.objects.select_related("product__cooperative").filter(pk=job.subject_id).first()
    if record is None or record.low_stock_threshold is None or record.free > record.low_stock_threshold:
        return
    product = record.product

    def said() -> dict[str, Any]:
        unit = "" if product.unit == Unit.PIECE else f" {product.get_unit_display()}"
        return {"title": product.title, "left": quantity_text(record.free) + unit}

    about: dict[str, Any] = {
        "key": job.key,
        "template": "stock_low",
        "context": said,
        "path_name": "workspace:stock-product",
        "path_kwargs": {"product": product.public_id},
    }
    # An SMS costs: it goes only where no telephone rings.
    if not ring_cooperative(product.cooperative, area=Area.STOCK, **about):
        tell_cooperative(product.cooperative, **about)
