"""Articles, the words taken from them, and the runs that read them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from api.errors import Gone
from api.fields import resolver
from api.filters import Ordered, StatementsWhere
from api.loading import Info
from api.paging import After, Before, Connection, First, Last, connection, cut, window
from api.types.node import Node
from api.vocabulary import URL
from schema import model

if TYPE_CHECKING:
    from api.types.statements import Statement


@strawberry.type(description="A document that was read.")
class Article(Node):
    title: str | None = strawberry.field(description="Title.")
    url: URL | None = strawberry.field(description="Address on the web.")
    address: str = strawberry.field(description="What its id is made from: the address it was first read at.")
    outlet: str | None = strawberry.field(description="Publisher.")
    author: str | None = strawberry.field(description="Author as the byline names them.")
    published_on: date | None = strawberry.field(description="Date of publication.")
    language: str = strawberry.field(description="Language, as ISO 639-1 writes it.")
    license: str | None = strawberry.field(description="Licence of the text, where known.")
    text: str = strawberry.field(description="The stored text version that all offsets count in.")
    text_sha256: str = strawberry.field(name="textSha256", description="SHA-256 of the text version.")

    @classmethod
    def of(cls, article: model.Article) -> "Article":
        """The GraphQL object of an article."""
        return cls(
            id=strawberry.ID(article.id),
            title=article.title,
            url=URL(article.url) if article.url else None,
            address=article.address,
            outlet=article.outlet,
            author=article.author,
            published_on=article.published,
            language=article.language,
            license=article.license,
            text=article.text,
            text_sha256=article.text_sha256,
        )

    @resolver("What the article says.")
    async def statements(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: StatementsWhere = None,
        order_by: Ordered = None,
    ) -> Connection[Annotated["Statement", strawberry.lazy("api.types.statements")]]:
        from api.types.statements import page_of

        return await page_of(info, self.id, window(first, after, last, before), filter, order_by)

    @resolver("The words taken from it, in the order of the text.")
    async def evidence(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection["Evidence"]:
        asked = window(first, after, last, before)
        statements = await info.context.loaders.article_statements.load(self.id)
        found = {evidence.id: evidence for statement in statements for evidence in statement.evidence}
        ordered = sorted(found.values(), key=lambda evidence: (evidence.start, evidence.end))
        return connection(cut(ordered, lambda evidence: evidence.id, asked), Evidence.of)


@strawberry.type(description="Verbatim words and where they stand: the article's text from `startOffset` to `endOffset` is the quote.")
class Evidence(Node):
    quote: str = strawberry.field(description="The words, unchanged.")
    start_offset: int = strawberry.field(description="Place of the first character, in Unicode code points.")
    end_offset: int = strawberry.field(description="Place after the last character, in Unicode code points.")
    article_id: strawberry.Private[str]

    @classmethod
    def of(cls, evidence: model.Evidence) -> "Evidence":
        """The GraphQL object of evidence."""
        return cls(
            id=strawberry.ID(evidence.id),
            quote=evidence.quote,
            start_offset=evidence.start,
            end_offset=evidence.end,
            article_id=evidence.article_id,
        )

    @resolver("The article it is in.")
    async def article(self, info: Info) -> Article:
        return await article_by_id(info, self.article_id)


@strawberry.type(description="What read an article: an extractor with a version of its knowledge.")
class Run(Node):
    extractor: str = strawberry.field(description="Name and version of the extractor.")
    knowledge: str = strawberry.field(description="Hash of the knowledge files it read with.")

    @classmethod
    def of(cls, run: model.Run) -> "Run":
        """The GraphQL object of a run."""
        return cls(id=strawberry.ID(run.id), extractor=run.extractor, knowledge=run.knowledge)


async def article_by_id(info: Info, identifier: str) -> Article:
    """An article that must be there. Raises Gone."""
    article = await info.context.loaders.articles.load(identifier)
    if article is None:
        raise Gone(identifier)
    return Article.of(article)
