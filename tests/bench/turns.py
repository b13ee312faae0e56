"""Two ways to do the same, by turns, so that whatever else the machine does befalls both alike."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 3


def by_turns(
    ours: Callable[[], object], bare: Callable[[], object], before: Callable[[], object] = lambda: None, rounds: int = ROUNDS
) -> tuple[float, float]:
    """Median seconds of either. Each is run once before, unmeasured; so is `before`, which goes before every run."""
    ways = (ours, bare)
    for way in ways:
        before()
        way()
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for place in (0, 1) if number % 2 == 0 else (1, 0):
            before()
            started = time.perf_counter()
            ways[place]()
            seconds[place].append(time.perf_counter() - started)
    return statistics.median(seconds[0]), statistics.median(seconds[1])
