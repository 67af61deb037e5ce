# dxplan with the plans of all provinces, and with what pages, documents and drafts need:
#     docker build --tag dxplan .
#     docker run --rm --network none --volume "$PWD:/data" dxplan check binh_dinh --data reports.csv …
# Nothing is fetched but the locked versions, held against their hashes; nothing at all when it runs.

FROM python:3.13.9-slim-trixie AS build
WORKDIR /checkout
COPY . .
RUN sh tools/release/image.sh /opt/dxplan

FROM python:3.13.9-slim-trixie
ENV PATH=/opt/dxplan/bin:$PATH LANG=C.UTF-8 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --create-home --uid 10001 --shell /usr/sbin/nologin dxplan
COPY --from=build /opt/dxplan /opt/dxplan
USER 10001
# Leaves the tables of the grammar in the user's cache, so that every start is a fast one
RUN dxplan plans
WORKDIR /data
ENTRYPOINT ["dxplan"]
CMD ["--help"]
