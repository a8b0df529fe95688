"""What programs read of the portal: feeds, site map, search description."""
