"""Settings of the ingest package, read from the environment once at the edge and then passed."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError

from graph.settings import StoreSettings
from ingest.errors import MisconfiguredError
from schema.frozen import Frozen

PREFIX = "POLICYGRAPH_"


class IngestSettings(Frozen):
    """Each field is the variable POLICYGRAPH_<FIELD>. Sizes are bytes, times are seconds."""

    home: Path = Field(description="Folder of everything that is kept: graph, archive, state and reports.")
    max_bytes: int = Field(default=50_000_000, gt=0, description="Largest input that is read, in bytes.")
    user_agent: str = Field(
        default="policygraph/0.1 (AI policy knowledge graph; reads robots.txt)",
        pattern=r"^[\x20-\x7e]+$",
        description="How the fetcher names itself; put an address of yours in it.",
    )
    fetch_private: bool = Field(default=False, description="1 lets the fetcher reach loopback and private addresses.")
    fetch_timeout: float = Field(default=30.0, gt=0, description="Seconds that one request may take in all.")
    fetch_attempts: int = Field(default=3, ge=1, le=10, description="How often a request is tried when the fault may pass.")
    fetch_delay: float = Field(default=1.0, ge=0, description="Seconds between two requests to one host, and before the first retry.")
    eval_data: Path | None = Field(default=None, description="Folder of the evaluation sets, for `policygraph eval`.")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """The settings in an environment, empty variables ignored. Raises MisconfiguredError naming the variable."""
        environ = os.environ if environ is None else environ
        given: dict[str, object] = {f: environ[PREFIX + f.upper()] for f in cls.model_fields if environ.get(PREFIX + f.upper())}
        given["home"] = StoreSettings.from_environment(environ).home
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            variable = PREFIX + str(first["loc"][0]).upper()
            raise MisconfiguredError(f"{variable}={first['input']!r}: {first['msg']}", "See the table of settings in the README") from error
