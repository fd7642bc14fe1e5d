def sum : List Nat → Nat
  | [] => 0
  | x :: xs => sum xs + x
def len : List Nat → Nat
  | [] => 0
  | _ :: xs => len xs + 1
theorem target (x : Nat) (xs : List Nat) : len (x :: xs) = len xs + 1 := rfl
