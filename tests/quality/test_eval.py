"""The command `policygraph eval`, and the two scorers that match spans."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.errors import EvaluationDataMissing
from ingest.evaluation.attitude import Attitude, match_attitudes
from ingest.evaluation.commands import app
from ingest.evaluation.data import EvaluationData
from ingest.evaluation.quotes import match_quotes
from ingest.evaluation.score import Score


def test_missing_data_is_said_before_anything_is_scored(tmp_path: Path) -> None:
    found = CliRunner().invoke(app, ["samples", "seed", "--data", str(tmp_path / "nowhere")])
    assert isinstance(found.exception, EvaluationDataMissing)
    assert found.exception.exit_code == 2
    assert "not part of the project" in str(found.exception)
    assert found.stdout == ""


def test_json_when_piped(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    text = "Mayor Ann Author: “We will build it here, and soon.”\n\nAnother paragraph follows."
    quote = {"speaker": [[0, 16]], "cue": [], "content": [[18, 51]]}
    record = {"id": "wh:1", "lang": "en", "title": "Page", "text": text, "quotes": [quote]}
    (data / "wh_ai.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["quotes", "--data", str(tmp_path)])
    assert found.exit_code == 0, found.output
    rows = json.loads(found.stdout)["quotes"]
    assert rows["pages"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0, "gold": 1}
    assert rows["content"]["gold"] == rows["content_speaker"]["gold"] == 1


def test_the_seed_is_found_beside_the_sets(tmp_path: Path) -> None:
    for name in ("gold.json", "article.ru.txt"):
        (tmp_path / "seed").mkdir(exist_ok=True)
        (tmp_path / "seed" / name).touch()
    assert EvaluationData(folder=tmp_path / "eval").seed() == tmp_path / "seed"
    assert EvaluationData(folder=tmp_path).seed() == tmp_path / "seed"
    with pytest.raises(EvaluationDataMissing):
        EvaluationData(folder=tmp_path / "seed" / "eval").sets("wh_ai")


def test_quotes_count_once_and_need_their_speaker() -> None:
    gold = [(((0, 5),), ((10, 20),)), (((0, 5),), ((30, 40),))]
    found = [(((3, 8),), ((10, 18),)), (((50, 60),), ((30, 40),)), (((0, 5),), ((70, 80),))]
    assert match_quotes(found, gold, speakers=False) == Score(2, 1, 0)
    assert match_quotes(found, gold, speakers=True) == Score(1, 2, 1)
    assert match_quotes([(((0, 5),), ((10, 40),))], gold, speakers=False) == Score(0, 1, 2)


def test_attitudes_agree_in_both_ends_and_in_polarity() -> None:
    gold: list[Attitude] = [(((0, 5),), ((10, 20),), "negative"), (((0, 5),), ((30, 40),), "positive")]
    assert match_attitudes([(((4, 9),), ((15, 16),), "negative")], gold) == Score(1, 0, 1)
    assert match_attitudes([(((0, 5),), ((30, 40),), "negative")], gold) == Score(0, 1, 2)
