"""A corpus of small exports: accepted ones, and ones that violate one rule each. One module for each group of rules."""
