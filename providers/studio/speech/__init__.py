"""What people say: text becomes a voice, and with it the times of its words and of the shapes that a mouth takes."""
