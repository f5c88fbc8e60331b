# One image for web, worker and sweep: what differs is the command (docker-compose.yml).
# The Python that Debian 12 brings and the tests run on.
FROM python:3.11-slim-bookworm AS python

# The translations are compiled apart, so that the image itself needs no gettext.
FROM python AS messages
RUN apt-get update && apt-get install -y --no-install-recommends gettext
WORKDIR /app
COPY bin/messages bin/
COPY locale locale
RUN bin/messages

FROM python
# WeasyPrint draws PDFs with these.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --requirement requirements.txt

COPY . .
COPY --from=messages /app/locale locale
# Collecting files needs no secret and no database, but the settings do.
RUN SECRET_KEY=unused-while-building DATABASE_URL=postgres://unused python manage.py collectstatic --noinput

# The server may write the files it makes, and nothing else.
RUN useradd --system --uid 10001 sts && install --directory --owner=sts /data
ENV MEDIA_STORAGE_URL=file:///data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER sts
VOLUME /data
EXPOSE 8000

# A server asks for a name it knows. Only web has this; the others turn it off.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "bin/healthcheck"]

CMD ["gunicorn", "stsapp.wsgi", "--bind=0.0.0.0:8000"]
