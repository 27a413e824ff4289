"""Files of sound made by hand, as recorders write them: a few packets of silence at the times that are asked for."""

OPUS_HEAD = b"OpusHead\x01\x01" + (312).to_bytes(2, "little") + (48000).to_bytes(4, "little") + b"\0\0\0"
SAFARI_RATE = 48_000


def _element(name: int, value: bytes, *, unknown: bool = False) -> bytes:
    head = name.to_bytes((name.bit_length() + 7) // 8, "big")
    size = b"\x01" + b"\xff" * 7 if unknown else (0x10000000 | len(value)).to_bytes(4, "big")
    return head + size + value


def make_webm(seconds: float = 3, *, track: int = 2, doctype: bytes = b"webm") -> bytes:
    """As Chrome's MediaRecorder writes it: sizes and length unknown, a cluster for each second."""
    head = _element(0x1A45DFA3, _element(0x4282, doctype))
    info = _element(0x1549A966, _element(0x2AD7B1, (1_000_000).to_bytes(3, "big")))
    tracks = _element(0x1654AE6B, _element(0xAE, _element(0xD7, b"\x01") + _element(0x83, bytes([track]))))
    clusters = b""
    for begins in range(0, max(int(seconds * 1000), 1), 1000):
        last = min(999, int(seconds * 1000) - begins)
        time = _element(0xE7, begins.to_bytes(4, "big"))
        blocks = b"".join(_element(0xA3, b"\x81" + at.to_bytes(2, "big") + b"\x80\0\0") for at in (0, last))
        clusters += _element(0x1F43B675, time + blocks, unknown=True)
    return head + _element(0x18538067, info + tracks + clusters, unknown=True)


def _page(packet: bytes, granule: int, serial: int) -> bytes:
    sizes = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = b"OggS\0\0" + granule.to_bytes(8, "little") + b"\0\0\0\x01" + serial.to_bytes(4, "little") + b"\0" * 4
    return head + bytes([len(sizes)]) + sizes + packet


def make_ogg(seconds: float = 3, *, head: bytes = OPUS_HEAD) -> bytes:
    """As Firefox writes it."""
    end = int(seconds * 48_000) + 312
    return _page(head, 0, 0) + _page(b"OpusTags" + b"\0" * 300, 0, 1) + _page(b"\xf8\xff\xfe", end, 2)


def _box(name: bytes, value: bytes) -> bytes:
    return (8 + len(value)).to_bytes(4, "big") + name + value


def _full(flags: int = 0, version: int = 0) -> bytes:
    return bytes([version]) + flags.to_bytes(3, "big")


def make_mp4(seconds: float = 3, *, handler: bytes = b"soun", in_fragments: bool = True) -> bytes:
    """As Safari writes it: one fragment for each second, or all in one piece."""
    steps = int(seconds * SAFARI_RATE)
    length = (0 if in_fragments else steps).to_bytes(4, "big")
    times = _full() + b"\0" * 8 + SAFARI_RATE.to_bytes(4, "big") + length + b"\0" * 4
    media = _box(b"mdhd", times) + _box(b"hdlr", _full() + b"\0" * 4 + handler + b"\0" * 13)
    trex = _box(b"trex", _full() + (1).to_bytes(4, "big") * 2 + (960).to_bytes(4, "big") + b"\0" * 8)
    movie = _box(b"moov", _box(b"trak", _box(b"mdia", media)) + _box(b"mvex", trex))
    fragments = b""
    for begins in range(0, steps if in_fragments else 0, SAFARI_RATE):
        count = min(SAFARI_RATE, steps - begins) // 960
        track = _box(b"tfhd", _full(0x020000) + (1).to_bytes(4, "big"))
        track += _box(b"tfdt", _full(version=1) + begins.to_bytes(8, "big"))
        track += _box(b"trun", _full() + count.to_bytes(4, "big"))
        fragments += _box(b"moof", _box(b"traf", track)) + _box(b"mdat", b"\0" * count)
    return _box(b"ftyp", b"isom" + b"\0" * 4) + movie + fragments
