"""WebM, as Chrome records: elements in elements, each with its name and its size (RFC 8794, 9559).

A recorder cannot know how long somebody will speak and writes sizes and a length that are unknown: then the time of the
last block is the length.
"""

import struct

from marketplace.help.sounds.sound import NotASound, Sound, number

_HEAD = 0x1A45DFA3
_TYPE, _SCALE, _LENGTH = 0x4282, 0x2AD7B1, 0x4489
_CLUSTER_TIME, _SIMPLE_BLOCK, _BLOCK, _TRACK_TYPE = 0xE7, 0xA3, 0xA1, 0x83
# Segment, Info, Tracks, TrackEntry, Cluster, BlockGroup: what they hold is walked through like what they lie in.
_HOLDERS = {0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0, _HEAD}
_SOUND = 2
_NANOSECONDS = 1_000_000


def begins(content: bytes) -> bool:
    return content.startswith(_HEAD.to_bytes(4, "big"))


class _Walk:
    """What was met on the way through a file."""

    def __init__(self) -> None:
        self.types: list[bytes] = []
        self.tracks: list[int] = []
        self.scale, self.length, self.cluster, self.last = _NANOSECONDS, 0.0, 0, 0

    def meet(self, name: int, value: bytes) -> None:
        if name == _TYPE:
            self.types.append(value.rstrip(b"\0"))
        elif name == _TRACK_TYPE:
            self.tracks.append(int.from_bytes(value, "big"))
        elif name == _SCALE:
            self.scale = int.from_bytes(value, "big")
        elif name == _LENGTH and len(value) in (4, 8):
            (self.length,) = struct.unpack(">f" if len(value) == 4 else ">d", value)
        elif name == _CLUSTER_TIME:
            self.cluster = int.from_bytes(value, "big")
        elif name in (_SIMPLE_BLOCK, _BLOCK):
            self._block(value)

    def _block(self, value: bytes) -> None:
        """A block tells its track, then its time from that of its cluster on."""
        _track, size = _size(value, 0)
        if len(value) < size + 2:
            raise NotASound
        after = int.from_bytes(value[size : size + 2], "big", signed=True)
        self.last = max(self.last, self.cluster + after)


def read(content: bytes) -> Sound:
    """The sound of elements that fill the file from end to end."""
    walk, at = _Walk(), 0
    while at < len(content):
        name, at = _name(content, at)
        size, at = _size(content, at)
        if name in _HOLDERS:
            continue
        if size is None or at + size > len(content):
            raise NotASound
        walk.meet(name, content[at : at + size])
        at += size
    if walk.types != [b"webm"] or walk.tracks != [_SOUND]:
        raise NotASound
    steps = max(int(walk.length) if walk.length == walk.length and walk.length < 2**40 else 2**40, walk.last)
    return Sound("audio/webm", steps * walk.scale // _NANOSECONDS, "webm")


def _name(content: bytes, at: int) -> tuple[int, int]:
    """The name of the element at `at` and where its size begins; as many bytes as its first bits say."""
    width = 9 - number(content, at, 1).bit_length()
    if width > 4:
        raise NotASound
    return number(content, at, width), at + width


def _size(content: bytes, at: int) -> tuple[int | None, int]:
    """The size that is written at `at`, None where it is unknown, and where what it tells of begins."""
    width = 9 - number(content, at, 1).bit_length()
    if width > 8:
        raise NotASound
    size = number(content, at, width) - (1 << 7 * width)
    return (None if size == (1 << 7 * width) - 1 else size), at + width
