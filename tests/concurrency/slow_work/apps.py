import os
from datetime import timedelta

from django.apps import AppConfig


class SlowWorkConfig(AppConfig):
    name = "tests.concurrency.slow_work"
    label = "slow_work"

    def ready(self) -> None:
        from cooperatives.outbox import services
        from tests.concurrency.slow_work import careless

        # The test waits for a killed sender's lease to run out.
        services.LEASE = timedelta(seconds=3)
        if "SLOW_WORK_CARELESS" in os.environ:
            careless.install()
