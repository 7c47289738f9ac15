"""Medians, and what a page costs when it is made."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 30


def median_ms(call: Callable, rounds: int = ROUNDS) -> float:
    """The first call is not counted: it fills what every later one finds."""
    call()
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def seconds(call: Callable) -> float:
    """Of one call, for what is done once."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
