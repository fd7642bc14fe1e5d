structure Point where
  x : Nat
  y : Nat
def Point.swap (p : Point) : Point := { x := p.y, y := p.x }
theorem Point.swap_swap (p : Point) : p.swap.swap = p := sorry
