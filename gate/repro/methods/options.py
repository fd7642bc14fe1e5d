"""Is an option's value one that its recipe can take?"""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

from gate.model.numbers import parse_number
from gate.repro.methods.kinds import refuse
from gate.repro.methods.recipe import Option


def check_option(option: Option, value: object, where: str) -> None:
    """Raises InputError (fault: claim) unless the value is one that the option can take."""

    def wrong(needs: str) -> NoReturn:
        refuse("option-wrong", f"the option {option.name!r} is {needs}, not {value!r}", where)

    is_whole = isinstance(value, int) and not isinstance(value, bool)
    match option.kind:
        case "flag":
            if not isinstance(value, bool):
                wrong("true or false")
        case "text":
            if not isinstance(value, str):
                wrong("a text")
        case "texts":
            if not isinstance(value, tuple):
                wrong("a list of texts")
        case "choice":
            if value not in option.choices:
                wrong(f"one of {', '.join(option.choices)}")
        case "integer":
            if not is_whole or not option.low <= Decimal(str(value)) <= option.high:
                wrong(f"a whole number from {option.low} to {option.high}")
        case "number":
            try:
                number = parse_number(value) if isinstance(value, str) else Decimal(str(value)) if is_whole else None
            except ValueError:
                number = None
            if number is None or not option.low <= number <= option.high:
                wrong(f"a number from {option.low} to {option.high}, as a text")
