"""What is heard: cues come from the scene, are played in their place, and brought to one loudness."""
