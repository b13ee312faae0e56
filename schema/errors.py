"""Errors of the schema package.

SchemaError
└── OntologyError      the vocabulary file is wrong; says where
"""


class SchemaError(Exception):
    """Base of every error raised by this package."""


class OntologyError(SchemaError):
    """The vocabulary contradicts itself. Carries the place (`relations.lobbies.from`) and what to do."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        self.place = place
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"ontology.toml, {place}: {problem}. {remedy}")
