"""What rules mean before any data arrive: lints, contradictions, refinement, differences."""
