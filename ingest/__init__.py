"""How it gets in: sources, fetching, and the pure reading of one page into a bundle."""
