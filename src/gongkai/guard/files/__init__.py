"""Looks into files for what must not be published, and makes masked copies of them."""

from gongkai.guard.files.mask import mask_file
from gongkai.guard.files.result import CannotMask, FileScan, Masked
from gongkai.guard.files.scan import scan_file

__all__ = ["CannotMask", "FileScan", "Masked", "mask_file", "scan_file"]
