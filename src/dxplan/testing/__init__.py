"""What tests of plans are made of. Nothing here is needed to check figures."""
