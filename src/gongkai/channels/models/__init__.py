"""Outlets of disclosure (Regulation, arts. 23, 24)."""

from gongkai.channels.models.sites import Look, Site

__all__ = ["Look", "Site"]
