"""The README's question as one GraphQL query; the landing page and the explorer show it, a test runs it."""

README_QUERY = """\
query WhoArgues($words: String = "regulation protects incumbents") {
  claims(filter: {text: $words}, first: 5) {
    nodes {
      id
      en: text(language: "en")
      ru: text(language: "ru")
      sides(voices: 10) {
        supporters { ...Voices }
        opponents { ...Voices }
        guarded { ...Voices }
      }
    }
  }
}

fragment Voices on Voices {
  totalCount
  voices {
    copies
    statement {
      id
      subject { id ... on Entity { name type } }
      speaker { id name }
      polarity
      modality
      saidOn
      evidence(first: 3) { nodes { quote startOffset endOffset } }
      article { id title url outlet publishedOn }
    }
  }
}
"""

ASK_QUERY = """\
query Ask($question: String = "who argues that regulation protects incumbents?") {
  ask(question: $question) {
    __typename
    ... on Answer {
      asks
      about { id ... on Claim { text(language: "en") ru: text(language: "ru") } ... on Entity { name } }
      sides {
        supporters { totalCount voices { ...Voice } }
        opponents { totalCount voices { ...Voice } }
        guarded { totalCount }
      }
    }
    ... on NotUnderstood { message nearest { id text } }
  }
}

fragment Voice on Voice {
  copies
  statement {
    id
    saidOn
    quote
    subject { id ... on Entity { name type } }
    article { id title url publishedOn }
  }
}
"""

TOP_QUERY = """\
{
  actors(first: 10) {
    totalCount
    nodes {
      name
      type
      assertions(first: 3, orderBy: {field: CONFIDENCE}) {
        totalCount
        nodes { stance claim { text } quote }
      }
    }
  }
}
"""

PATH_QUERY = """\
{
  search(query: "регулирование", first: 5) {
    edges {
      score
      node {
        id
        __typename
        ... on Entity { name relations(first: 5) { nodes { relation object { id ... on Entity { name } } articleCount } } }
        ... on Claim { text(language: "ru") }
        ... on Evidence { quote article { title } }
      }
    }
  }
}
"""

EXAMPLES = {
    "Who argues that regulation protects incumbents?": README_QUERY,
    "The same, asked in words": ASK_QUERY,
    "Actors and their surest claims": TOP_QUERY,
    "Search in Russian": PATH_QUERY,
}
