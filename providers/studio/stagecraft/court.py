"""The basketball court: hoop, player and one throw that may miss."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from providers.studio.stagecraft.figure import ball_in_hands
from providers.studio.stagecraft.ground import View
from providers.studio.stagecraft.plays import arc
from providers.studio.stagecraft.terms import Body, Colour, Figure, Hoop, Static

RIM_HEIGHT = 2.75
RIM_WIDTH = 0.6
JERSEYS: tuple[Colour, ...] = ((0.84, 0.24, 0.2), (0.15, 0.36, 0.72), (0.16, 0.5, 0.33), (0.42, 0.26, 0.6))


def hoop_at(seen: View) -> Hoop:
    """The hoop near the right edge of the picture."""
    board = seen.width / 2 - 0.16 * seen.width**0.5 - 0.25
    back = board - 0.13
    return Hoop(
        front=(back - RIM_WIDTH, RIM_HEIGHT),
        back=(back, RIM_HEIGHT),
        board=(board, RIM_HEIGHT - 0.12, RIM_HEIGHT + 0.82),
    )


def fittings(hoop: Hoop) -> tuple[Static, ...]:
    """Backboard, rim and bracket as things to hit."""
    board, low, high = hoop.board
    rim = (
        Static(skin="", points=(point, (point[0] + 0.001, point[1])), radius=0.022, material="metal", bounce=0.75)
        for point in (hoop.front, hoop.back)
    )
    return (
        Static(skin="", points=((board + 0.03, low), (board + 0.03, high)), radius=0.03, material="glass", bounce=0.85),
        Static(skin="", points=(hoop.back, (board, RIM_HEIGHT)), radius=0.015, material="metal", bounce=0.7),
        *rim,
    )


def throw(
    balls: list[Body], seen: View, hoop: Hoop, outcome: str, gravity: float, random: Random
) -> tuple[list[Body], Figure]:
    """The figure with the first ball in its hands, aimed well or not; further balls lie about."""
    x = max(-0.4 * seen.width, hoop.front[0] - 4.6)
    figure = Figure(x=x, height=1.78, release=random.uniform(0.85, 1.05), colour=random.choice(JERSEYS))
    ball = balls[0]
    start = ball_in_hands(figure, figure.release, ball.half[0])
    middle = (hoop.front[0] + hoop.back[0]) / 2
    aim = middle + error(outcome, random)
    peak = min(RIM_HEIGHT + max(0.8, 0.27 * (middle - x)), seen.top - 0.12)
    velocity = arc(start, (aim, RIM_HEIGHT), peak, gravity)
    thrown = replace(
        ball, at=start, velocity=velocity, spin=random.uniform(7, 11), enters=figure.release, carried=True,
        goal=(middle, RIM_HEIGHT),
    )  # fmt: skip
    others = [
        replace(each, at=spot, goal=spot)
        for at, each in enumerate(balls[1:5])
        for spot in [(x - 0.5 + 0.75 * (at + 1) + 0.35, each.half[1] + 0.002)]
    ]
    return [thrown, *others], figure


def error(outcome: str, random: Random) -> float:
    """Metres by which the throw is off: within the rim for a hit, onto it or past it for a miss."""
    good = outcome == "score" or (outcome != "miss" and random.random() < 0.5)
    if good:
        return random.uniform(-0.03, 0.03)
    return random.choice((random.uniform(-0.34, -0.24), random.uniform(0.2, 0.3)))
