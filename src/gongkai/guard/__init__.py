"""Finds personal data, secrecy marks and wrong words in text and files, and masks them. Pure Python, no Django."""
