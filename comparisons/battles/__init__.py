"""What makes a battle's vote worth something: which pair is drawn, for whom, and that it was served (`slips`)."""
