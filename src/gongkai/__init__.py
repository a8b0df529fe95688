"""Gongkai (公开, "make public"): the platform for government information disclosure."""

__version__ = "0.1.0"
