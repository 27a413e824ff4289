"""Ogg with Opus or Vorbis, as Firefox records: pages, each with the time that its end is played at (RFC 3533, 7845)."""

from marketplace.help.sounds.sound import NotASound, Sound, number

_PAGE, _HEAD = b"OggS", 27
# A page on which no packet ends has no time.
_NO_TIME = 2**64 - 1
_OPUS_RATE = 48_000


def begins(content: bytes) -> bool:
    return content.startswith(_PAGE)


def read(content: bytes) -> Sound:
    """The sound of pages that fill the file from end to end."""
    rate, skipped = _rate(content)
    at, last = 0, 0
    while at < len(content):
        if content[at : at + 4] != _PAGE:
            raise NotASound
        time = number(content, at + 6, 8, little=True)
        if time != _NO_TIME:
            last = max(last, time)
        at = _next(content, at)
    return Sound("audio/ogg", max(last - skipped, 0) * 1000 // rate, "ogg")


def _next(content: bytes, at: int) -> int:
    """Where the page at `at` ends: its table tells the size of each of its pieces."""
    pieces = number(content, at + _HEAD - 1, 1)
    sizes = content[at + _HEAD : at + _HEAD + pieces]
    end = at + _HEAD + pieces + sum(sizes)
    if len(sizes) != pieces or end > len(content):
        raise NotASound
    return end


def _rate(content: bytes) -> tuple[int, int]:
    """Steps of time in a second, and how many of them are not played; from the first page."""
    first = content[_HEAD + number(content, _HEAD - 1, 1) : _next(content, 0)]
    if first.startswith(b"OpusHead"):
        return _OPUS_RATE, number(first, 10, 2, little=True)
    if first.startswith(b"\x01vorbis") and (rate := number(first, 12, 4, little=True)):
        return rate, 0
    raise NotASound
