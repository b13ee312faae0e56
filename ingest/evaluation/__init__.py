"""Evaluation: the extractor scored on annotated texts. Gate, command and benchmark share these scorers."""
