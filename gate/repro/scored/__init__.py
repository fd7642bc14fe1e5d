"""Claims about predictions, which the gate scores itself (docs/claim-forms.md).

Modules in the order of reading: `predictions`, `leak`, `scoring`, `checks`, `judge`.
"""
