"""Draw a page of blocks into files."""
