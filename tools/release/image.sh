#!/bin/sh
# Builds all wheels of this checkout and installs them, with what is locked, into a new environment:
#     tools/release/image.sh /opt/dxplan
# The Dockerfile runs it, and so does `python -m tools.release.trying --only image` where there is no engine.
set -eu

into=$1
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pip="-m pip --disable-pip-version-check --no-input --quiet"

python3 -m venv "$work/builder"
"$work/builder/bin/python" $pip install --require-hashes --requirement requirements/build.lock
"$work/builder/bin/python" -m tools.release.building --out "$work/dist"

python3 -m venv "$into"
"$into/bin/python" $pip install --require-hashes --only-binary :all: --requirement requirements/run.lock
"$into/bin/python" $pip install --no-deps --no-index "$work"/dist/*.whl
"$into/bin/python" $pip check
"$into/bin/python" $pip uninstall --yes pip
