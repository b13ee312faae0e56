"""What the extractor knows: data files, read once, hashed into the knowledge version. Code knows no name, no verb and no proposition."""
