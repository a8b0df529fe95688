"""Timing two things in turn, so that noise of the machine falls on both."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def beside(ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 7) -> tuple[float, float]:
    """The median seconds of each, called in turn after one call to warm up."""
    ours(), peer()
    pairs = [(seconds(ours), seconds(peer)) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
