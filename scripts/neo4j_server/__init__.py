"""A real Neo4j Community for tests and for `make neo4j`: jars from Maven checked against a lock, Java from a wheel, loopback only.

No part of the program: `policygraph` knows nothing of this folder. `python -m neo4j_server` (with `scripts` on the path) is its command.
"""
