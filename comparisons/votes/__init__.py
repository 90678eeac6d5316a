"""Keeping opinion: what may be asked and answered (`ballot`), how it is written (`cells`), where it is kept (`log`)."""
