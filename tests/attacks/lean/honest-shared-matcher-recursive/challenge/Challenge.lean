def len : List Nat → Nat
  | [] => 0
  | _ :: xs => len xs + 1
theorem target (x : Nat) (xs : List Nat) : len (x :: xs) = len xs + 1 := sorry
