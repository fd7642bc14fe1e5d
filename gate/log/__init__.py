"""The transparency log: entries, Merkle tree, signed notes and checkpoints, proofs."""
