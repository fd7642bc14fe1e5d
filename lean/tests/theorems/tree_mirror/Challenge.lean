/-! Mirroring a tree twice gives it back; leaves and inner nodes are counted. -/

inductive Tree where
  | leaf : Tree
  | node (left right : Tree) : Tree

namespace Tree

def mirror : Tree → Tree
  | leaf => leaf
  | node l r => node r.mirror l.mirror

def leaves : Tree → Nat
  | leaf => 1
  | node l r => l.leaves + r.leaves

def nodes : Tree → Nat
  | leaf => 0
  | node l r => l.nodes + r.nodes + 1

end Tree

theorem Tree.mirror_mirror (t : Tree) : t.mirror.mirror = t := by
  sorry

theorem Tree.leaves_eq_nodes_add_one (t : Tree) : t.leaves = t.nodes + 1 := by
  sorry
