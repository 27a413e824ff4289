"""MP4, as Safari records: boxes in boxes (ISO 14496-12), the sound in one piece or in fragments."""

from collections.abc import Iterator

from marketplace.help.sounds.sound import NotASound, Sound, number

_HOLDERS = {b"moov", b"trak", b"mdia", b"mvex", b"moof", b"traf"}


def begins(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def read(content: bytes) -> Sound:
    """The sound of boxes that fill the file from end to end."""
    handlers, scale, whole, default = [], 0, 0, 0
    fragments = _Fragments()
    for name, box in _boxes(content, 0, len(content)):
        if name == b"hdlr":
            handlers.append(box[8:12])
        elif name == b"mdhd":
            scale, whole = _timed(box)
        elif name == b"trex":
            default = number(box, 12, 4)
        elif name in (b"tfdt", b"tfhd", b"trun"):
            fragments.meet(name, box, default)
    if handlers != [b"soun"] or not scale:
        raise NotASound
    return Sound("audio/mp4", max(whole, fragments.end) * 1000 // scale, "m4a")


class _Fragments:
    """Where the last of the fragments ends."""

    def __init__(self) -> None:
        self.end, self._at, self._each = 0, 0, 0

    def meet(self, name: bytes, box: bytes, default: int) -> None:
        flags = number(box, 1, 3)
        if name == b"tfhd":
            self._at, self._each = self.end, default
            if flags & 8:
                self._each = number(box, 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0), 4)
        elif name == b"tfdt":
            self._at = number(box, 4, 8 if box[:1] == b"\1" else 4)
        else:
            self._at += self._run(box, flags)
            self.end = max(self.end, self._at)

    def _run(self, box: bytes, flags: int) -> int:
        """How long the samples of a run last; each tells it, or all are alike."""
        count, at = number(box, 4, 4), 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
        if not flags & 0x100:
            return count * self._each
        step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
        if at + count * step > len(box):
            raise NotASound
        return sum(number(box, at + place * step, 4) for place in range(count))


def _timed(box: bytes) -> tuple[int, int]:
    """Steps of time in a second, and how many the track takes; all ones where nobody knew."""
    long = box[:1] == b"\1"
    at, width = (20, 8) if long else (12, 4)
    length = number(box, at + 4, width)
    return number(box, at, 4), 0 if length == (1 << 8 * width) - 1 else length


def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """Every box with what is in it, those that hold others before these."""
    while at < end:
        size, name, head = number(content, at, 4), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = number(content, at + 8, 8), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise NotASound
        if name in _HOLDERS:
            yield from _boxes(content, at + head, at + size)
        else:
            yield name, content[at + head : at + size]
        at += size
