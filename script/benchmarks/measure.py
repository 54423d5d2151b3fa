"""A figure: what was measured, what it may be at most, and something to hold it against."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    beside: str
    """A peer or the physical limit, measured in the same unit on the same machine unless it says otherwise."""
    beside_value: float
    limit: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.beside_value

    def row(self) -> str:
        limit = f"≤ {_number(self.limit)} {self.unit}" if self.limit is not None else "–"
        against = f"{self.beside}: {_number(self.beside_value)} {self.unit}"
        return f"| {self.name} | {_number(self.value)} {self.unit} | {limit} | {against} | {_number(self.ratio)} |"


def seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def median_seconds(work: Callable[[], object], runs: int = 5, warm_up: int = 1) -> float:
    for _ in range(warm_up):
        work()
    return median(seconds(work) for _ in range(runs))


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2g}" if value < 1 else f"{value:.2f}"
