"""Opinion into a table, each step a function of the one before.

Votes as numbers (`coded`), counted (`tally`), strengths (`bradley_terry`), how sure they are if votes stand alone
(`intervals`), by voter and prompt (`clusters`) and by resampling (`bootstrap`), points and who is surely better
(`scores`), the board itself (`table`).
"""
