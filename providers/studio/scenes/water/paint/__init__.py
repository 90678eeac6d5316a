"""How a scene about water is painted."""
