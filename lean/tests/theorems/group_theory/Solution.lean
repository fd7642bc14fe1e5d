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
  have h : G.op (G.inv a) (G.op a (G.inv a)) = G.inv a := by rw [← G.assoc, G.inv_op, G.one_op]
  calc G.op a (G.inv a) = G.op G.one (G.op a (G.inv a)) := (G.one_op _).symm
    _ = G.op (G.op (G.inv (G.inv a)) (G.inv a)) (G.op a (G.inv a)) := by rw [G.inv_op]
    _ = G.op (G.inv (G.inv a)) (G.op (G.inv a) (G.op a (G.inv a))) := G.assoc _ _ _
    _ = G.op (G.inv (G.inv a)) (G.inv a) := by rw [h]
    _ = G.one := G.inv_op _

theorem Group.op_one (G : Group) (a : G.carrier) : G.op a G.one = a := by
  rw [← G.inv_op a, ← G.assoc, G.op_inv, G.one_op]
