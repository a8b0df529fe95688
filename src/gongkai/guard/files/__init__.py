"""Looks into files for what must not be published, and makes masked copies of them."""

from gongkai.guard.files.mask import after_covering, mask_file
from gongkai.guard.files.result import CannotMask, FileScan, Masked
from gongkai.guard.files.scan import scan_file

__all__ = ["CannotMask", "FileScan", "Masked", "after_covering", "mask_file", "scan_file"]
