"""How the stage looks: places, light, things, people, weather; everything drawn through `studio.canvas`."""
