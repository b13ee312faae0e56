"""The pure middle: text in, what it says out. No network, no clock, no store."""
