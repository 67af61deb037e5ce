"""Makes a release: wheels, what they are tried with, the changelog, the version, and the checklist."""
