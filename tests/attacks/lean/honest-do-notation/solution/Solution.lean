def sumTo (n : Nat) : Option Nat := do
  let a ← some n
  let b ← some (n + 1)
  return a * b / 2
theorem target : sumTo 10 = some 55 := by decide
