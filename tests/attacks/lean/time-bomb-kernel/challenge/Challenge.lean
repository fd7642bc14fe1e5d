def down : Nat → Nat
  | 0 => 0
  | n + 1 => down n
def slow (n : Nat) : Nat := down (2 ^ n)
theorem target : slow 30 = 0 := sorry
