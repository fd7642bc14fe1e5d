/-! A compiler from arithmetic terms to a stack machine keeps their meaning. -/

inductive Term where
  | num (n : Nat)
  | plus (a b : Term)
  | times (a b : Term)

def Term.value : Term → Nat
  | num n => n
  | plus a b => a.value + b.value
  | times a b => a.value * b.value

inductive Instruction where
  | push (n : Nat)
  | add
  | mul

/-- Executes one instruction; a stack that is too short stays as it is. -/
def Instruction.exec : Instruction → List Nat → List Nat
  | push n, s => n :: s
  | add, y :: x :: s => (x + y) :: s
  | mul, y :: x :: s => (x * y) :: s
  | _, s => s

def run (program : List Instruction) (stack : List Nat) : List Nat :=
  program.foldl (fun s i => i.exec s) stack

def Term.compile : Term → List Instruction
  | num n => [.push n]
  | plus a b => a.compile ++ b.compile ++ [.add]
  | times a b => a.compile ++ b.compile ++ [.mul]

theorem run_append (p q : List Instruction) (s : List Nat) : run (p ++ q) s = run q (run p s) := by
  simp [run]

theorem compile_correct (t : Term) (s : List Nat) : run t.compile s = t.value :: s := by
  induction t generalizing s with
  | num n => rfl
  | plus a b iha ihb =>
    rw [Term.compile, run_append, run_append, iha, ihb]
    rfl
  | times a b iha ihb =>
    rw [Term.compile, run_append, run_append, iha, ihb]
    rfl
