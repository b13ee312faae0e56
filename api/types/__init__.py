"""The objects of the GraphQL schema. A type's plain fields are filled when it is made; what needs the store is loaded in batches."""
