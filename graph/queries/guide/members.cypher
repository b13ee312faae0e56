// Who belongs to what?
MATCH path = (member)-[:MEMBER_OF|PART_OF]->(whole)
RETURN path
LIMIT 200
