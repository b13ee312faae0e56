"""How it is asked: GraphQL, linked data, health."""
