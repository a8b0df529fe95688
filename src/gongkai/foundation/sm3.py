"""SM3 (GB/T 32905), the national digest, through the ``cryptography`` package."""

from cryptography.hazmat.primitives import hashes


def sm3_hex(data: bytes) -> str:
    """The digest of ``data`` as 64 hexadecimal digits."""
    hashing = hashes.Hash(hashes.SM3())
    hashing.update(data)
    return hashing.finalize().hex()
