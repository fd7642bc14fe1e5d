/-! Programs on arrays, options, characters and strings. -/

#guard #[1, 2, 3].set! 1 7 == #[1, 7, 3]
#guard #[1, 2, 3].all (· > 0)
#guard #[1, 2, 3].any (· > 2)
#guard #[1, 2, 3].mapIdx (fun i x => i * x) == #[0, 2, 6]
#guard #[1, 2, 3].getD 5 9 == 9
#guard #[1, 2, 3].filter (· % 2 == 1) == #[1, 3]
#guard #[1, 2, 3].foldr (· + ·) 0 == 6
#guard #[1, 2, 3].pop == #[1, 2]
#guard #[1, 2, 3].contains 2
#guard #[1, 2, 3].find? (· > 1) == some 2
#guard #[1, 2, 3].back? == some 3
#guard Array.range 3 == #[0, 1, 2]
#guard Array.replicate 2 'a' == #['a', 'a']
#guard (#[1, 2, 3].zip #['a', 'b']) == #[(1, 'a'), (2, 'b')]
#guard #[3, 1, 2].swap 0 2 == #[2, 1, 3]
#guard "a-b-c".splitOn "-" == ["a", "b", "c"]
#guard "42".toNat? == some 42
#guard "4x".toNat? == none
#guard #[1, 2, 3].eraseIdx! 1 == #[1, 3]
#guard "abc".push 'd' == "abcd"
#guard "aBc".toUpper == "ABC"
#guard ", ".intercalate ["a", "b"] == "a, b"
#guard "abc".toList.reverse.asString == "cba"
#guard 'a'.isAlpha && '7'.isDigit && 'B'.toLower == 'b'
#guard (some 3).get! == 3
#guard (some 3).any (· > 2)

example (xs : Array Nat) (i v : Nat) : (xs.set! i v).size = xs.size := by simp
example (xs : Array Nat) (x : Nat) : (xs.push x).size = xs.size + 1 := by simp
example (xs : Array Nat) (i v : Nat) (h : i < xs.size) : (xs.set i v)[i]'(by simpa using h) = v := by simp
example (n : Nat) : (Array.replicate n 0).size = n := by simp
example (o : Option Nat) : o.isSome = true ↔ ∃ a, o = some a := Option.isSome_iff_exists
example (s t : String) : (s ++ t).length = s.length + t.length := by simp

def sumTo (xs : Array Nat) : Nat := Id.run do
  let mut total := 0
  for x in xs do
    total := total + x
  return total

#guard sumTo #[1, 2, 3] == 6

def reverseLoop (xs : Array Nat) (i : Nat) (acc : Array Nat) : Array Nat :=
  if h : i < xs.size then reverseLoop xs (i + 1) (#[xs[i]] ++ acc) else acc
termination_by xs.size - i

#guard reverseLoop #[1, 2, 3] 0 #[] == #[3, 2, 1]
