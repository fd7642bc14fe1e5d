/-! Characters, strings, numerals, tuples, options, sums -/

theorem chars : "ab".data = ['a', 'b'] := rfl
theorem code : 'a'.toNat = 97 := rfl
theorem code' : 'a' = Char.ofNat 97 := rfl
theorem different : 'a' ≠ 'b' := by decide
theorem strings : "ab" ++ "c" = "abc" := by decide
theorem string_ne : "ab" ≠ "ac" := by decide
theorem tuple : (1, 2, 3).2.1 = 2 := rfl
theorem hexadecimal : 0xff = 255 := rfl
theorem binary : 0b101 = 5 := rfl

def lookup (k : Nat) : List (Nat × String) → Option String
  | [] => none
  | (k', v) :: rest => if k = k' then some v else lookup k rest

theorem lookup_ex : lookup 2 [(1, "one"), (2, "two")] = some "two" := rfl

theorem some_inj (a b : Nat) (h : some a = some b) : a = b := by injection h

def fromSum : Nat ⊕ Bool → Nat
  | .inl n => n
  | .inr true => 1
  | .inr false => 0

theorem from_sum : fromSum (.inr true) = 1 := rfl
