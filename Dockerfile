# docker build -t briefing .
# docker run --rm --network none --read-only --cap-drop ALL --user "$(id -u):$(id -g)" \
#     -v "$PWD/articles:/data/articles:ro" -v "$PWD/out:/data/out" briefing make articles --state out/.state
FROM python:3.12-slim-bookworm AS build
COPY . /source
# The environment has no pip of its own, so that the image has none either, and no tests of the packages in it.
RUN python -m venv --without-pip /opt/briefing \
    && python -m pip --python /opt/briefing/bin/python install --no-cache-dir --disable-pip-version-check /source \
    && find /opt/briefing -type d \( -name tests -o -path "*/pycountry/locales" \) -prune -exec rm -rf {} +

FROM python:3.12-slim-bookworm
COPY --from=build /opt/briefing /opt/briefing
# Nothing is written but what was asked for; the process needs neither a home nor an entry in /etc/passwd.
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/nonexistent
WORKDIR /data
USER 65532:65532
ENTRYPOINT ["/opt/briefing/bin/briefing"]
CMD ["--help"]
