"""Ground floor: pure values."""
