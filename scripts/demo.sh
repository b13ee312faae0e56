#!/usr/bin/env bash
# `make demo`: sample articles in, a question out. Ends by itself with the engine stopped; on a terminal it serves the API first.
set -euo pipefail

trap '"$BIN/policygraph" engine stop >/dev/null 2>&1 || true' EXIT

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || say() { printf '\n%s\n' "$1"; }

say "1. Reading the sample articles"
"$BIN/policygraph" engine start >/dev/null
"$BIN/policygraph" ingest --samples

say "2. policygraph ask \"$QUESTION\""
"$BIN/policygraph" ask --table "$QUESTION"

if [ -t 0 ] && [ -t 1 ] && [ -z "${CI:-}" ]; then
  say "3. The API: http://$HOST:$PORT/graphql (Ctrl-C ends it)"
  "$BIN/policygraph" serve --host "$HOST" --port "$PORT" || [ $? -eq 130 ]
else
  say "3. The API: POLICYGRAPH_HOME=$POLICYGRAPH_HOME $BIN/policygraph serve"
  echo "   then open http://$HOST:$PORT/graphql"
fi
