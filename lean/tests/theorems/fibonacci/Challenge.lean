/-! The sum of Fibonacci numbers, and consecutive ones are coprime. -/

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

/-- `fib 0 + … + fib n` -/
def sumFib : Nat → Nat
  | 0 => 0
  | n + 1 => sumFib n + fib (n + 1)

theorem sumFib_add_one (n : Nat) : sumFib n + 1 = fib (n + 2) := by
  sorry

theorem gcd_fib_succ (n : Nat) : Nat.gcd (fib n) (fib (n + 1)) = 1 := by
  sorry
