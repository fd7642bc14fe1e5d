"""Sealed runs: specification, Docker engine, images, transfer, self-test."""
