"""Making a comparison: its frozen state, all takes at once, the files."""
