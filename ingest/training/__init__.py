"""Training: the small models under `ingest/data`, made anew from the data files they are trained on."""
