/-! `rw`, `rwa`, `simp`, `simp only`, `simp at`, `simp_all`, `simpa`, `dsimp`, `unfold`, `subst`, `change`, `exact?` -/

theorem rw_goal (a b c : Nat) : a + b + c = c + (b + a) := by rw [Nat.add_comm, Nat.add_comm a b]

theorem rw_hyp (a b c : Nat) (h : a = b) (h' : a + c = 3) : b + c = 3 := by
  rw [h] at h'
  exact h'

theorem rwa_use (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by rwa [h]

theorem simp_goal (p q : Prop) (hp : p) (hq : q) : p ∧ q := by simp [hp, hq]

theorem simp_hyp (a b : Nat) (h : a + 0 = b) : a = b := by
  simp only [Nat.add_zero] at h
  exact h

theorem simp_all_use (a b : Nat) (h : a = b) (h' : b = 3) : a = 3 := by simp_all

theorem simpa_use (a b : Nat) (h : a + 0 = b) : b = a + 0 := by simpa using h.symm

theorem simp_list (xs ys : List Nat) : (xs ++ ys).length = ys.length + xs.length := by simp [Nat.add_comm]

theorem simp_inj (xs : List Nat) (h : 1 :: xs = 1 :: [2]) : xs = [2] := by simp at h; exact h

theorem simp_logic (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by simp

theorem simp_exists (a : Nat) (p : Nat → Prop) : (∃ x, x = a ∧ p x) ↔ p a := by simp

def double (n : Nat) : Nat := n + n

theorem unfolded (n : Nat) : double n = 2 * n := by
  unfold double
  rw [Nat.mul_comm, show 2 = 1 + 1 from rfl, Nat.mul_add, Nat.mul_one]

theorem simp_unfold : double 4 = 8 := by simp [double]

theorem dsimp_use (a : Nat) : (fun x => x + 0) a = a := by dsimp

theorem subst_use (a b : Nat) (f : Nat → Nat) (h : a = b) : f b = f a := by
  subst h
  rfl

theorem change_use (a : Nat) : a + 0 = a := by
  change a = a
  rfl

theorem search (a b : Nat) (h : a = b) (f : Nat → Nat) : f a = f b := by exact?

theorem numerals : 12345678901234567890 * 98765432109876543210 = 98765432109876543210 * 12345678901234567890 := by simp

theorem numerals' (x : Nat) (h : x = 2 + 3) : x = 5 := by simp at h; exact h

theorem bool_law (a b : Bool) : (!(a && b)) = (!a || !b) := by simp
