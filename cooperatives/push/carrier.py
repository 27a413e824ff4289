"""Who carries a message that rings: the push service of the browser's maker, by web push (RFC 8030, 8291, 8292)."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, gettext
from pywebpush import WebPushException, webpush
from requests import Session

from cooperatives import clock
from cooperatives.outbox.models import Message
from cooperatives.push.models import PushSubscription
from cooperatives.push.services import NotAPushService, is_push_service

logger = structlog.get_logger(__name__)

TIMEOUT_SECONDS = 10
# A telephone that is off for the night rings in the morning; what is older is read in the list.
KEPT_FOR = timedelta(hours=12)
GONE = (404, 410)
# A subscription that has failed for so long will not come back.
GIVEN_UP_AFTER = timedelta(days=3)


class WebPush:
    """The carrier of the channel PUSH: `recipient` is the key of a subscription."""

    def send(self, message: Message) -> None:
        """Encrypt for the browser and hand over; a browser that is gone ends, anything else is tried again."""
        device = PushSubscription.objects.filter(pk=int(message.recipient), ended_at__isnull=True).first()
        if device is None:
            # Turned off meanwhile: there is nobody to ring.
            return
        try:
            self._hand_over(device, message)
        except WebPushException as refusal:
            status = refusal.response.status_code if refusal.response is not None else 0
            if status in GONE:
                self._end(device, status)
                return
            self._note_failure(device)
            raise
        except Exception:
            # No network, an answer that never ends, a certificate that is over: what lasts for days ends here as well.
            self._note_failure(device)
            raise
        PushSubscription.objects.filter(pk=device.pk).update(rang_at=clock.now(), failing_since=None)

    def _hand_over(self, device: PushSubscription, message: Message) -> None:
        if not is_push_service(device.endpoint):
            raise NotAPushService
        session = Session()
        # An answer that sends us on elsewhere is a refusal.
        session.max_redirects = 0
        keys = {"p256dh": device.p256dh, "auth": device.auth}
        webpush(
            {"endpoint": device.endpoint, "keys": keys},
            data=json.dumps(payload(message), ensure_ascii=False),
            vapid_private_key=settings.VAPID_PRIVATE_KEY,
            vapid_claims={"sub": settings.VAPID_SUBJECT},
            ttl=int(KEPT_FOR.total_seconds()),
            timeout=TIMEOUT_SECONDS,
            headers={"Urgency": "high"},
            requests_session=session,
        )

    def _note_failure(self, device: PushSubscription) -> None:
        now = clock.now()
        since = device.failing_since or now
        ended = now if now - since > GIVEN_UP_AFTER else None
        PushSubscription.objects.filter(pk=device.pk).update(failing_since=since, ended_at=ended)

    def _end(self, device: PushSubscription, status: int) -> None:
        PushSubscription.objects.filter(pk=device.pk).update(ended_at=clock.now())
        logger.info("push_subscription_gone", device=device.pk, status=status)


def payload(message: Message) -> dict[str, str]:
    """What the telephone shows, and where a tap leads: the last word of the text is its address."""
    text, _space, address = message.body.rpartition(" ")
    with translation.override(message.language):
        title = gettext("Cooperatives' Souk")
    is_rtl = get_language_info(message.language)["bidi"]
    return {
        "title": title,
        "body": text.rstrip(" :"),
        "path": urlsplit(address).path,
        "lang": message.language,
        "dir": "rtl" if is_rtl else "ltr",
        "tag": f"message-{message.pk}",
    }
