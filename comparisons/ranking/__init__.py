"""Opinion into a table: strengths (`bradley_terry`), how sure they are (`intervals`), the board itself (`table`)."""
