"""Where the annotated texts are. The cases of the samples are part of the source checkout; the public sets and the seed are not."""

from pathlib import Path

from ingest.errors import EvaluationDataMissing
from schema.frozen import Frozen

CHECKOUT = Path(__file__).resolve().parents[2]
NEARBY = CHECKOUT.parent / "shared" / "eval"
_PUBLIC = "the evaluation sets are not part of the project"
_REMEDY = "Name their folder with --data or POLICYGRAPH_EVAL_DATA; `policygraph eval samples claims` needs a source checkout only"


class EvaluationData(Frozen):
    """Folders of annotated texts; a method for each raises EvaluationDataMissing where it is not there.

    `folder` holds the sets (`names_eu.jsonl` ..., itself or in `data/`), and the seed in `seed/` or in a folder of that name beside it.
    """

    folder: Path
    cases_folder: Path = CHECKOUT / "tests" / "cases"

    def sets(self, *names: str) -> Path:
        """The folder that has the files of the sets named."""
        return self._first((self.folder / "data", self.folder), [f"{name}.jsonl" for name in names])

    def seed(self) -> Path:
        """The folder of the annotated article."""
        return self._first((self.folder.parent / "seed", self.folder / "seed", self.folder), ["gold.json", "article.ru.txt"])

    def cases(self, name: str) -> Path:
        """A case file of the test suite."""
        path = self.cases_folder / f"{name}.toml"
        if not path.is_file():
            raise EvaluationDataMissing("the cases come with the source checkout, not with the installed program", path, "Run it there")
        return path

    def _first(self, places: tuple[Path, ...], files: list[str]) -> Path:
        for place in places:
            if all((place / file).is_file() for file in files):
                return place
        missing = next((file for file in files if not any((place / file).is_file() for place in places)), files[0])
        raise EvaluationDataMissing(_PUBLIC, places[0] / missing, _REMEDY)


def find_data(given: Path | None) -> EvaluationData:
    """The folder given, or else the one beside the checkout."""
    return EvaluationData(folder=(given or NEARBY).absolute())
