"""Keeping opinion: a row (`vote`), what may be asked and answered (`ballot`), how it is written (`cells`), where it is
kept (`log`), how it is read (`frame`) and what it means (`dictionary`).
"""
