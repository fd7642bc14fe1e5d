/-! The towers of Hanoi take `2ⁿ - 1` moves. -/

/-- The moves that bring `n` discs from one peg to another by a third. -/
def hanoi : Nat → Nat → Nat → Nat → List (Nat × Nat)
  | 0, _, _, _ => []
  | n + 1, source, target, spare => hanoi n source spare target ++ (source, target) :: hanoi n spare target source

theorem length_hanoi (n a b c : Nat) : (hanoi n a b c).length + 1 = 2 ^ n := by
  sorry
