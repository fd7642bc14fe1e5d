"""Every document that gate prints: pydantic models whose JSON Schema `gate schema` shows.

One module for each subject. A document names its own versioned ``format``; within a version fields are only added.
"""
