"""What the claim says, made ready to be judged.

Read `parts` (quantities taken apart into single values, each with its rule), `statistic` (how a quantity follows its
outcomes), `declared` (can all of it apply, and does the policy permit it?), `task` (claim and artifact together, before
any run). Whatever is wrong here is an InputError that says whose fault it is, and no submitted code has run yet.
"""
