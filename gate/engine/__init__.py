"""Gate 2 itself: intake, attempt, decision, status fold."""
