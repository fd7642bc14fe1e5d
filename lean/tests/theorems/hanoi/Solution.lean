/-! The towers of Hanoi take `2ⁿ - 1` moves. -/

/-- The moves that bring `n` discs from one peg to another by a third. -/
def hanoi : Nat → Nat → Nat → Nat → List (Nat × Nat)
  | 0, _, _, _ => []
  | n + 1, source, target, spare => hanoi n source spare target ++ (source, target) :: hanoi n spare target source

theorem length_hanoi (n a b c : Nat) : (hanoi n a b c).length + 1 = 2 ^ n := by
  induction n generalizing a b c with
  | zero => rfl
  | succ n ih =>
    have h1 := ih a c b
    have h2 := ih c b a
    rw [hanoi, List.length_append, List.length_cons, Nat.pow_succ]
    omega
