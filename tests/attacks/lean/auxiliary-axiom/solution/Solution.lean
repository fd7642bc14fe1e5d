axiom p : Nat → Prop
axiom h : p 1
def f : Nat → Prop := p
theorem target : f 1 := h
