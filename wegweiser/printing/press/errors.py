"""Why a sheet is not fit for the press."""

from collections.abc import Sequence

from wegweiser.printing.errors import PrintingError


class PreflightError(PrintingError):
    """The print PDF would not come out as it should; `problems` are sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("Das Blatt ist so nicht druckreif: " + " ".join(problems))
