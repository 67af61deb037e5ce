"""Makes a release: wheels and their trying, the changelog, the version, and the checklist."""
