# One image for migrations, web and worker. It installs itself with the script that a bare Debian uses too.
FROM debian:12-slim

WORKDIR /app
COPY script/ script/
COPY requirements.lock ./
RUN script/bootstrap --no-database \
    && rm -rf /var/lib/apt/lists/* /root/.cache

COPY . .
# Empty volumes take over the owner of the folder they cover.
RUN useradd --system --uid 10001 --home-dir /app wegweiser \
    && install -d -o wegweiser /app/var/media /app/var/static /app/var/tiles /backup
USER wegweiser

ENV DJANGO_SETTINGS_MODULE=wegweiser.settings.production \
    PATH=/app/var/venv/bin:$PATH \
    PYTHONUNBUFFERED=1
EXPOSE 8000
CMD ["gunicorn", "wegweiser.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--timeout", "120", "--worker-tmp-dir", "/dev/shm", "--log-level", "warning"]
