"""Content hashes: the same content has the same id, in every run, on every machine."""

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """Take a short prefix ('art', 'ent', ...) and the parts that identify a thing; give 'prefix-' and 16 hex digits.

    Parts are joined by a separator that `str` of ids, offsets and normal text does not contain, so ('ab', 'c')
    and ('a', 'bc') differ. 64 bits: among a million things a collision has a chance of 3 in 100 million.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
