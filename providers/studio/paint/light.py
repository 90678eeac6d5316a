"""The light that lies over everything, and the weather in it."""

from __future__ import annotations

from random import Random

from providers.studio.canvas import Canvas, linear, radial
from providers.studio.paint.camera import Camera
from providers.studio.stagecraft.terms import Scene


def grade(scene: Scene, camera: Camera) -> Canvas | None:
    """A picture to multiply every frame with: dusk or night with a pool of lamplight; none by day."""
    if scene.light == "day" and not (scene.weather and scene.place not in {"room", "gym", "studio"}):
        return None
    canvas = Canvas(camera.width, camera.height)
    middle = (camera.width * (0.3 if scene.place == "street" else 0.5), camera.y(0.35 * camera.top))
    reach = 0.62 * max(camera.width, camera.height)
    match scene.light:
        case "night":
            canvas.fill(
                linear(
                    (0, 0), (0, camera.height), (0, (0.6, 0.64, 0.86)), (0.55, (0.4, 0.43, 0.7)), (1, (0.24, 0.26, 0.5))
                )
            )
            pool = radial(
                middle, reach, (0, (1.0, 0.93, 0.8, 0.9)), (0.35, (0.95, 0.86, 0.78, 0.55)), (1, (0.5, 0.5, 0.7, 0))
            )
            canvas.fill(pool)
        case "sunset":
            canvas.fill(
                linear(
                    (0, 0),
                    (camera.width, camera.height),
                    (0, (0.98, 0.84, 0.76)),
                    (0.5, (1.0, 0.84, 0.68)),
                    (1, (0.8, 0.58, 0.62)),
                )
            )
        case _:
            canvas.fill((0.86, 0.89, 0.94))
    return canvas


def rain(canvas: Canvas, camera: Camera, time: float, seed: int, wind: float = 0.0) -> None:
    """Streaks at two depths, slanting in the wind (0 to 1), and rings where drops meet the floor."""
    random, lean = Random(seed), 0.12 + 0.75 * wind
    reach = camera.width + lean * camera.height
    for count, length, width, alpha, speed in ((90, 0.05, 0.0016, 0.3, 1.5), (55, 0.085, 0.0026, 0.42, 2.1)):
        streaks = []
        for _ in range(int(count * reach / camera.height)):
            phase, x = random.random(), random.uniform(-0.1, 1.1) * reach
            y = ((phase + time * speed) % 1.0) * camera.height * 1.15 - 0.1 * camera.height
            drop = length * camera.height
            streaks.append(((x - lean * y, y), (x - lean * (y + drop), y + drop)))
        canvas.lines(streaks, max(1.0, width * camera.height), (0.85, 0.92, 1.0, alpha))
    for _ in range(int(26 * camera.width / camera.height)):
        share = (random.random() + time * 2.2) % 1.0
        x, y = (
            random.uniform(0, camera.width),
            camera.horizon + random.uniform(0.05, 0.95) * (camera.height - camera.horizon),
        )
        size = 0.018 * camera.height * share
        canvas.ring(x, y, size, size * 0.3, max(1.0, 0.0016 * camera.height), (0.92, 0.96, 1.0, 0.55 * (1 - share)))


def snow(canvas: Canvas, camera: Camera, time: float, seed: int, wind: float = 0.0) -> None:
    """Flakes that sink and sway and drive before the wind (0 to 1), nearer ones larger and faster."""
    random = Random(seed)
    for _ in range(int((110 + 120 * wind) * camera.width / camera.height)):
        depth, phase, sway = random.random(), random.random(), random.uniform(0.2, 0.8)
        y = ((phase + time * (0.05 + 0.09 * depth) * (1 + wind)) % 1.0) * camera.height * 1.04 - 0.02 * camera.height
        drift = time * wind * (0.35 + 0.5 * depth) * camera.height / camera.width
        x = ((random.random() - drift) % 1.0 + 0.025 * wave(time * sway + phase)) * camera.width
        canvas.circle(x, y, camera.height * (0.0016 + 0.004 * depth), (1, 1, 1, 0.45 + 0.5 * depth))


def leaves(canvas: Canvas, camera: Camera, time: float, seed: int, wind: float) -> None:
    """Leaves that tumble past before the wind (0 to 1), some along the ground."""
    random = Random(f"{seed}/leaves")
    for _ in range(int((8 + 22 * wind) * camera.width / camera.height)):
        speed, depth, phase = random.uniform(0.5, 1.0), random.random(), random.random()
        lane, turn = random.random() ** 0.7, random.uniform(1.0, 2.6)
        x = ((phase - time * speed * (0.12 + 0.55 * wind) * camera.height / camera.width) % 1.0) * 1.1 - 0.05
        y = 0.15 + 0.8 * lane + 0.05 * wave(time * 0.7 * speed + phase) + 0.02 * wave(time * 1.9 + phase)
        size = camera.height * (0.006 + 0.011 * depth)
        flat = 0.25 + 0.75 * abs(wave(time * turn + phase))
        with canvas.move(x * camera.width, y * camera.height, 6.28 * (time * turn * 0.6 + phase), (1.0, flat)):
            canvas.polygon(leaf(size), LEAVES[int(phase * len(LEAVES))])


LEAVES = ((0.85, 0.55, 0.16, 0.95), (0.72, 0.33, 0.13, 0.95), (0.9, 0.72, 0.24, 0.95), (0.55, 0.6, 0.2, 0.95))


def leaf(size: float) -> tuple[tuple[float, float], ...]:
    """The outline of a leaf about its middle."""
    return tuple((size * x, size * y) for x, y in LEAF)


LEAF = ((-1.6, 0.0), (-0.9, -0.55), (0.1, -0.72), (1.0, -0.4), (1.7, 0.0), (1.0, 0.4), (0.1, 0.72), (-0.9, 0.55))


def wave(turns: float) -> float:
    """A cheap sine: a parabola to and fro, period 1."""
    part = turns % 1.0
    return 16 * part * (0.5 - part) if part < 0.5 else -16 * (part - 0.5) * (1 - part)
