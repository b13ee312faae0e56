// How much was asserted and disputed in each month?
MATCH (statement:Statement)
WHERE statement.predicate IN ['asserts', 'disputes'] AND statement.day <> ''
RETURN substring(statement.day, 0, 7) AS month, statement.predicate AS stance, count(statement) AS statements
ORDER BY month, stance
