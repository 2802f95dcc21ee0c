# The same steps as "make setup" and "make run", for a machine with Docker. The database is another container
# (see docker-compose.yml); the embedded one stays unused.

FROM python:3.11-slim-bookworm AS build
ENV PYTHONUTF8=1
WORKDIR /srv/minutes-archive
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make=4.* \
    && rm -rf /var/lib/apt/lists/*
# The packages first: they change seldom, and this layer then stays.
COPY Makefile package.json package-lock.json .npmrc ./
COPY requirements/runtime.txt requirements/
RUN make node_modules/npm.stamp
COPY . .
RUN make runtime lexicon static

FROM python:3.11-slim-bookworm
ENV PYTHONUTF8=1 PYTHONUNBUFFERED=1 VAR_DIR=/var/lib/minutes-archive PORT=8000
RUN useradd --system --uid 10001 --user-group --home-dir "$VAR_DIR" --create-home --shell /usr/sbin/nologin archive
WORKDIR /srv/minutes-archive
COPY --from=build /srv/minutes-archive ./
USER 10001
VOLUME ["/var/lib/minutes-archive"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD [".venv/bin/python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/sundhed/', timeout=4)"]
CMD [".venv/bin/python", "manage.py", "serve", "--host", "0.0.0.0"]
