/-! In a group given by left identity and left inverses, both are two-sided. -/

structure Group where
  carrier : Type
  op : carrier → carrier → carrier
  one : carrier
  inv : carrier → carrier
  assoc : ∀ a b c, op (op a b) c = op a (op b c)
  one_op : ∀ a, op one a = a
  inv_op : ∀ a, op (inv a) a = one

theorem Group.op_inv (G : Group) (a : G.carrier) : G.op a (G.inv a) = G.one := by
  sorry

theorem Group.op_one (G : Group) (a : G.carrier) : G.op a G.one = a := by
  sorry
