def isSmall (n : Nat) : Bool :=
  match n with
  | 0 => true
  | 1 => true
  | _ => false
theorem target : isSmall 1 = true := sorry
