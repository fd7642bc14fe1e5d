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
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumFib, show fib (n + 1 + 2) = fib (n + 1) + fib (n + 2) from rfl]
    omega

theorem gcd_fib_succ (n : Nat) : Nat.gcd (fib n) (fib (n + 1)) = 1 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    apply Nat.dvd_one.mp
    refine Nat.dvd_trans ?_ (Nat.dvd_one.mpr ih)
    have h1 := Nat.gcd_dvd_left (fib (n + 1)) (fib (n + 2))
    have h2 := Nat.gcd_dvd_right (fib (n + 1)) (fib (n + 2))
    rw [fib] at h2
    exact Nat.dvd_gcd ((Nat.dvd_add_left h1).mp h2) h1
