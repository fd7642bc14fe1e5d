"""The rules by name: an export is refused because it violates one of these."""

from __future__ import annotations

RULES = {
    # The export
    "export-syntax": "Each line is one JSON object in UTF-8 with exactly the keys and kinds of values of format 3.1.0.",
    "export-version": "The first line names the format, version 3.1.0.",
    "export-index": "A name, level or term is given once, and before it is used.",
    "export-number": "Numbers are natural numbers within the format's bounds.",
    # Declarations
    "name-declared": "A name is declared once.",
    "level-distinct": "The universe parameters of a declaration are distinct.",
    "level-declared": "A declaration mentions no universe parameters but its own.",
    "variable-bound": "A declaration mentions no variable that nothing binds.",
    "declaration-type": "The value of a definition, theorem or opaque constant has the type that is stated.",
    "declaration-safe": "Unsafe and partial declarations have no meaning as mathematics.",
    "theorem-proposition": "The type of a theorem is a proposition.",
    "axiom-permitted": "Only permitted axioms are assumed.",
    # Typing
    "constant-unknown": "A constant is declared before it is used.",
    "level-count": "A constant is used with as many universe levels as it has parameters.",
    "sort-expected": "What is used as a type has a universe as its type.",
    "function-expected": "What is applied is a function.",
    "argument-type": "An argument has the type that the function takes.",
    "let-type": "The value of a let has the type that is stated.",
    "literal-number": "Number literals need the usual natural numbers.",
    "literal-text": "Text literals need the usual lists, characters and texts.",
    "projection-structure": "A projection is applied to a value of its type, which has one constructor.",
    "projection-index": "A projection names a field that the constructor has.",
    "projection-proposition": "A projection takes no data out of a proof.",
    # Inductive types
    "inductive-levels": "The types of a block have the same universe parameters.",
    "inductive-parameters": "The types of a block take the same parameters first.",
    "inductive-sort": "An inductive type ends in a universe.",
    "inductive-universe": "The types of a block are in the same universe.",
    "inductive-claim": "What is stated about an inductive type follows from its declaration.",
    "constructor-parameters": "A constructor takes the block's parameters first.",
    "constructor-universe": "The type of a field is in no higher universe than the type, unless that is a proposition.",
    "constructor-positivity": "Fields use the block's types strictly positively.",
    "constructor-result": "A constructor makes a value of its type, at the block's parameters.",
    "constructor-claim": "What is stated about a constructor follows from its declaration.",
    "nested-parameters": "Parameters of a nested type do not depend on variables of the constructor.",
    "recursor-claim": "The recursors that are stated, with their rules, are those that follow from the declaration.",
    # Quotients
    "quotient-equality": "Quotient types need the usual equality.",
    "quotient-type": "The quotient constants have their names and types.",
}
"""Each rule in a sentence."""
