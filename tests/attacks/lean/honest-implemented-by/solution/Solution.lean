def fast (n : Nat) : Nat := n * 1000
@[implemented_by fast] def slow (n : Nat) : Nat := n
theorem agree (n : Nat) : slow n = n := rfl
theorem target : (fun n : Nat => n + 0) = fun n => n := funext fun n => (agree (n + 0)).symm.trans rfl
