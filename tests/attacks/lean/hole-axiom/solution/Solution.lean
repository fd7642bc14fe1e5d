def n : Nat := (fun _ => 17) (sorryAx Nat)
theorem target : n = n := rfl
