"""Stacked bars: a column per group, a layer per kind. Pure geometry; templates draw it and its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

WIDTH, LEFT, BASE, TOP = 704, 52, 200, 26
_WIDEST = 84
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Layer:
    """One rectangle."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One column with its layers from the bottom up; `count` is their sum."""

    label: str
    count: int
    counts: tuple[int, ...]
    x: float
    width: float
    middle: float
    top: float
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class GridLine:
    """A horizontal line of the scale."""

    value: int
    y: float


@dataclass(frozen=True, slots=True)
class StackedBars:
    """The whole drawing, 704 by 234."""

    kinds: tuple[str, ...]
    bars: tuple[Bar, ...]
    grid: tuple[GridLine, ...]


def stacked_bars(groups: Sequence[tuple[str, Mapping[str, int]]], kinds: Sequence[str]) -> StackedBars:
    """Bars of the groups in their order, layered in the order of the kinds. Empty without groups."""
    highest = max((sum(counts.get(kind, 0) for kind in kinds) for _, counts in groups), default=0)
    step = _step(highest)
    ceiling = max(step * -(-highest // step), 1)
    scale = (BASE - TOP) / ceiling
    slot = (WIDTH - LEFT) / max(len(groups), 1)
    width = min(_WIDEST, slot * 0.66)
    bars = []
    for n, (label, counts) in enumerate(groups):
        middle = LEFT + slot * (n + 0.5)
        numbers = tuple(counts.get(kind, 0) for kind in kinds)
        layers, y = [], float(BASE)
        for kind, number in zip(kinds, numbers, strict=True):
            y -= number * scale
            if number:
                layers.append(Layer(kind, round(y, 1), round(number * scale, 1)))
        bars.append(
            Bar(
                label,
                sum(numbers),
                numbers,
                round(middle - width / 2, 1),
                round(width, 1),
                round(middle, 1),
                round(y, 1),
                tuple(layers),
            )
        )
    grid = tuple(GridLine(value, round(BASE - value * scale, 1)) for value in range(step, ceiling + 1, step))
    return StackedBars(tuple(kinds), tuple(bars), grid)


def _step(highest: int) -> int:
    """The first of 1, 2, 5, 10, 20, 50 … that gives at most five lines."""
    step, factors = 1.0, cycle((2, 2.5, 2))
    while highest / step > _MOST_LINES:
        step *= next(factors)
    return int(step)
