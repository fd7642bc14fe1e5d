"""Tests of gate.repro."""
