"""What a human who reviews a script must look at, found without running anything of it.

It helps a reviewer and decides nothing: a script can hide what it does from any look at its text.
"""
