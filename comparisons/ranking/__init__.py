"""Opinion into a table, each step a function of the one before.

Votes as numbers (`coded`), with the judgements of several clips that are one (`ballots`), counted (`tally`); strengths
from pairs (`bradley_terry`) and from any choices (`choices`, `plackett_luce`, `covariates`), fitted where votes join
models (`judged`, `island`); how sure these are (`clusters`, `bootstrap`); points and
who is surely better (`scores`), the board (`table`). Beside
them: which votes it is made of (`slices`), several sets of votes as one board (`composite`),
what each says of sides and of one model's clips
(`aside`, `within`), what was asked and where a table came from (`asked`), and how it leaves (`exports`, `portrait`).
"""
