"""A given clip in another style: its motion, length, rate and sound stay; strokes and grain hold to the picture."""
