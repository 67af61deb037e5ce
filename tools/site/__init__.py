"""Makes the pages of ``docs/`` a site: what Sphinx reads, and whether what it wrote holds."""
