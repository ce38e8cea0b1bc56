"""The key of the hashes that stand for contacts, such as e-mail addresses and phone numbers.

It is the environment variable MILEPOST_KEY, else the file beside the warehouse that has its name
and ends in `.key` (`warehouse/milepost.key`), which the first build makes. A hash is HMAC-SHA256
(RFC 2104) of a contact's UTF-8 bytes; the key is the UTF-8 bytes of its text.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "MILEPOST_KEY"
BLOCK_BYTES = 64


@dataclass(frozen=True)
class ContactKey:
    """A key, and where it was found.

    Attributes:
        secret: the key itself.
        place: the environment variable or the file, as messages name it.
    """

    secret: bytes
    place: str

    def __repr__(self) -> str:
        """The place alone, so that no traceback shows the key."""
        return f"ContactKey(place={self.place!r})"

    def pads(self) -> tuple[bytes, bytes]:
        """The key as HMAC puts it before what is hashed: the inner and the outer one, 64 bytes."""
        secret = self.secret
        if len(secret) > BLOCK_BYTES:
            secret = hashlib.sha256(secret).digest()
        padded = secret.ljust(BLOCK_BYTES, b"\0")
        return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)

    def hash(self, text: str) -> str:
        """The hash that stands for a text, 64 hexadecimal digits."""
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()


def key_file(database: Path) -> Path:
    """Where the key of a DuckDB file is kept if no environment variable holds it."""
    return database.with_suffix(".key")


def find_key(database: Path) -> ContactKey | None:
    """The key of a DuckDB file, None where there is none.

    Raises:
        ValueError: the key's file is empty or no UTF-8.
    """
    given = os.environ.get(VARIABLE, "")
    if given.strip():
        return ContactKey(given.encode(), f"the environment variable {VARIABLE}")
    path = key_file(database)
    if not path.exists():
        return None
    try:
        text = path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        text = ""
    if not text:
        raise ValueError(
            f"{path} holds no key. Bring the file back from a backup, or set {VARIABLE} to the key."
        )
    return ContactKey(text.encode(), str(path))


def make_key(database: Path) -> ContactKey:
    """Makes a random key and keeps it beside the DuckDB file, for its owner alone to read.

    The file appears whole or not at all.
    """
    path = key_file(database)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    text = secrets.token_hex(32)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return ContactKey(text.encode(), str(path))
