"""A report as one page that needs no network: what it shows, how it is drawn, and its templates."""
