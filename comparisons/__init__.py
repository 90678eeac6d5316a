"""From a prompt to a ranking: run, votes, ranking and measures, with the desk before them and the page before that."""
