# The bot as an image, in two stages: what builds it stays behind. How to use it: docs/operate.md.
FROM python:3.11-slim AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/requirements.lock
# Every package by its hash; one that would have to be compiled first is refused.
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/requirements.lock \
    && /opt/venv/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim
# A number of its own, so that the folders of a volume can be given to it: chown 10001:10001.
RUN groupadd --gid 10001 vidan \
    && useradd --uid 10001 --gid vidan --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin vidan \
    && install --directory --owner=vidan --group=vidan --mode=0700 /data
COPY --from=builder /opt/venv /opt/venv
WORKDIR /opt/vidan
COPY LICENSE ./
COPY domain domain
COPY storage storage
COPY texts texts
COPY reports reports
COPY services services
COPY handlers handlers
COPY bot bot
# The rehearsal's Telegram at home; `run` with a token never starts it.
COPY sandbox sandbox
# The image is read-only when it runs: what Python would compile at each start is compiled here.
RUN /opt/venv/bin/python -m compileall -q .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    DATA_DIR=/data \
    DATABASE_URL=/data/vidan.db \
    LISTEN=0.0.0.0:8080
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
