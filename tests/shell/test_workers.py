"""Workers keep the order, survive bad items, and find the one that kills its process."""

import math
import pickle

import pytest

from ingest.errors import IngestError, ReaderFailed, ServerBusy, TextTooLong, UnknownLanguage
from ingest.workers import Workers


@pytest.mark.parametrize("count", [1, 3])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    with Workers(count) as workers:
        assert list(workers.in_order(math.factorial, range(40))) == [(n, math.factorial(n)) for n in range(40)]


@pytest.mark.parametrize("count", [1, 2])
def test_an_exception_costs_its_item_alone(count: int) -> None:
    with Workers(count) as workers:
        answers = [answer for _, answer in workers.in_order(math.sqrt, [4, -1, 9])]
    assert answers[0] == 2
    assert isinstance(answers[1], ReaderFailed)
    assert "ValueError" in answers[1].problem
    assert any("Traceback" in note for note in answers[1].__notes__)
    assert answers[2] == 3


def test_an_item_that_kills_its_worker_is_found_and_the_others_are_answered() -> None:
    with Workers(2) as workers:
        answers = [answer for _, answer in workers.in_order(_KILLER, [1, 0, 2, 3])]
    assert isinstance(answers[1], ReaderFailed)
    assert [answer for n, answer in enumerate(answers) if n != 1] == [b"1", b"2", b"3"]


class _Killer:
    """Picklable by reference to functions of the standard library alone: `eval` in the worker."""

    def __reduce__(self) -> tuple[object, ...]:
        return eval, ("lambda n: __import__('os')._exit(9) if n == 0 else str(n).encode()",)


_KILLER = _Killer()


@pytest.mark.parametrize("error", [TextTooLong(10), UnknownLanguage("de"), ServerBusy(503, 2.0)])
def test_errors_travel_between_processes(error: IngestError) -> None:
    error.add_note("n")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(back) is type(error)
    assert (str(back), back.problem, back.remedy, back.__dict__) == (str(error), error.problem, error.remedy, error.__dict__)
