"""From a script to a stage: what stands and moves where, before anything has happened."""
