// Whose words carry the most statements?
MATCH (speaker)<-[:SPEAKER]-(statement:Statement)
RETURN speaker.name AS speaker, count(statement) AS statements
ORDER BY statements DESC, speaker
LIMIT 20
