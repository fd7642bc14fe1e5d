/-! Arrays: literals, access, loops, laws -/

theorem literal : #[1, 2, 3].size = 3 := rfl
theorem access : #[1, 2, 3][1] = 2 := rfl
theorem access? : #[1, 2, 3][5]? = none := rfl
theorem pushed (as : Array Nat) : (as.push 1).size = as.size + 1 := by simp
theorem joined (as bs : Array Nat) : (as ++ bs).size = as.size + bs.size := by simp
theorem mapped (as : Array Nat) (f : Nat → Nat) : (as.map f).size = as.size := by simp
theorem different : #[1, 2] ≠ #[1, 3] := by decide
theorem reversed (as : Array Nat) : as.reverse.reverse = as := by
  ext
  simp

def total (as : Array Nat) : Nat := Id.run do
  let mut sum := 0
  for a in as do
    sum := sum + a
  return sum

theorem total_ex : total #[1, 2, 3] = 6 := rfl

/-- info: #[2, 3, 4] -/
#guard_msgs in
#eval (#[1, 2, 3].map (· + 1))

/-- info: (6, some 3, 7) -/
#guard_msgs in
#eval (total #[1, 2, 3], #[1, 2, 3][2]?, #[3, 4].foldl (· + ·) 0)

/-- info: #[1, 2, 9] -/
#guard_msgs in
#eval #[1, 2].push 9
