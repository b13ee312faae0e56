# The program and nothing else: no build tools, no tests. Data in /data; the user is not root.
FROM python:3.12-slim

WORKDIR /opt/policy-graph
COPY requirements.lock pyproject.toml README.md LICENSE policygraph.py ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY schema schema
COPY graph graph
COPY ingest ingest
COPY api api
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
  && useradd --uid 10001 --create-home policygraph \
  && install -d -o policygraph /data

USER policygraph
ENV POLICYGRAPH_HOME=/data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["policygraph"]
CMD ["serve", "--host", "0.0.0.0"]
