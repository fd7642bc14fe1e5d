"""The catalogue's definitions: one module a family, each recipe one frozen object. What computes them is the function
of the same id in the module of the same name in ``sandboxes/evaluator``; a test holds the two together.
"""
