"""Bytes to pages: encodings, front matter, web pages, JSON records. Touches no network, clock or store."""
