"""The reproduction judge."""
