"""Policy interpretation (政策解读) tied to its document."""
