"""What dxplan is measured beside, each in a process of the environment ``build/peers-venv``."""
