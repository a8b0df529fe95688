"""The public pages as finished files: which there are, what touches them, and how they are kept up."""
