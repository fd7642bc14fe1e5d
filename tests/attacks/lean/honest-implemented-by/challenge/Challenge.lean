theorem target : (fun n : Nat => n + 0) = fun n => n := sorry
