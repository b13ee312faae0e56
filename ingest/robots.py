"""What a site's robots.txt allows (RFC 9309), as far as Python's own parser reads it."""

from typing import Self
from urllib.robotparser import RobotFileParser

_LONGEST_DELAY = 30.0  # seconds; a longer Crawl-delay would stop the night


class Robots:
    """The rules of one site."""

    def __init__(self, rules: RobotFileParser) -> None:
        self._rules = rules

    @classmethod
    def of(cls, body: bytes) -> Self:
        """Read the rules; an empty file allows all."""
        rules = RobotFileParser()
        rules.parse(body.decode("utf-8", errors="replace").removeprefix("\ufeff").splitlines())
        return cls(rules)

    def allows(self, user_agent: str, url: str) -> bool:
        """Whether the agent may fetch the address. Its product name, before the slash, is what sites name."""
        return self._rules.can_fetch(_product(user_agent), url)

    def delay(self, user_agent: str) -> float:
        """Seconds that the site wants between two requests."""
        try:
            return min(float(self._rules.crawl_delay(_product(user_agent)) or 0.0), _LONGEST_DELAY)
        except ValueError:
            return 0.0


def _product(user_agent: str) -> str:
    return user_agent.split("/")[0].split()[0]
