"""What a file of sound is by its own bytes: which kind, and how long. Its name counts nothing."""

from marketplace.help.sounds import mp4, ogg, webm
from marketplace.help.sounds.sound import NotASound, Sound

__all__ = ["NotASound", "Sound", "heard"]


def heard(content: bytes) -> Sound:
    """The sound that `content` is. Raises `NotASound` for everything else, pictures that move among it."""
    for kind in (webm, ogg, mp4):
        if kind.begins(content):
            sound: Sound = kind.read(content)
            return sound
    raise NotASound
