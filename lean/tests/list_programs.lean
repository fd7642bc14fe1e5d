/-! Programs on lists as verification tasks have them: search, counting, sorting, positions. -/

#guard [3, 1, 2].find? (· > 1) == some 3
#guard [3, 1, 2].findIdx? (· < 2) == some 1
#guard [3, 1, 2].idxOf 2 == 2
#guard [1, 2, 1].count 1 == 2
#guard [1, 2, 3, 4].countP (· % 2 == 0) == 2
#guard [1, 2, 3, 4].partition (· < 3) == ([1, 2], [3, 4])
#guard [1, 2, 3, 1].takeWhile (· < 3) == [1, 2]
#guard [1, 2, 3, 1].dropWhile (· < 3) == [3, 1]
#guard [1, 2, 3].set 1 7 == [1, 7, 3]
#guard [1, 2, 3].eraseIdx 0 == [2, 3]
#guard [1, 2, 3].insertIdx 1 9 == [1, 9, 2, 3]
#guard [1, 2, 1, 3, 2].eraseDups == [1, 2, 3]
#guard [1, 2, 3].zipIdx == [(1, 0), (2, 1), (3, 2)]
#guard [5, 6].mapIdx (fun i x => i + x) == [5, 7]
#guard List.range' 2 3 == [2, 3, 4]
#guard [3, 1, 2].mergeSort == [1, 2, 3]
#guard [3, 1, 2].max? == some 3
#guard [3, 1, 2].min? == some 1
#guard [1, 2, 3].getLast! == 3
#guard [1, 2, 3].dropLast == [1, 2]
#guard [1, 2].isPrefixOf [1, 2, 3]
#guard [1, 2, 3].isPerm [3, 1, 2]
#guard [1, 2, 3, 4].splitAt 1 == ([1], [2, 3, 4])
#guard [(1, 'a'), (2, 'b')].lookup 2 == some 'b'
#guard [1, 2, 3].rotateLeft == [2, 3, 1]
#guard ([1, 2, 3].foldr (· + ·) 0) == 6
#guard [[1], [2, 3]].flatten == [1, 2, 3]

example (a b : Nat) : a ≤ a + b := by simp
example : ([] : List Nat).sum = 0 := by simp
example (xs : List Nat) : xs.isEmpty = true ↔ xs = [] := by simp
example (xs : List Nat) (i : Nat) (h : i < xs.length) : (xs.set i 0)[i]? = some 0 := by simp [List.getElem?_set_self, h]
example (xs ys : List Nat) : (xs ++ ys).countP (· > 2) = xs.countP (· > 2) + ys.countP (· > 2) := by simp
example (xs : List Nat) (x : Nat) (h : x ∈ xs) : 0 < xs.count x := by simpa using h
example (xs : List Nat) : xs.takeWhile (· < 3) ++ xs.dropWhile (· < 3) = xs := by simp
example (xs : List Nat) : (xs.map (· + 1)).length = xs.length := by simp
example (p : Nat → Bool) (xs : List Nat) (x : Nat) (h : xs.find? p = some x) : p x = true := List.find?_some h
example (xs : List Nat) (h : 0 < xs.length) : xs ≠ [] := List.length_pos_iff.mp h
example (n : Nat) : (List.replicate n 'a').length = n := by simp

/-- The largest element, with its specification. -/
def maximum : (xs : List Nat) → xs ≠ [] → Nat
  | [x], _ => x
  | x :: y :: xs, _ => max x (maximum (y :: xs) (by simp))

theorem le_maximum (xs : List Nat) (h : xs ≠ []) : ∀ x ∈ xs, x ≤ maximum xs h := by
  induction xs with
  | nil => simp at h
  | cons x xs ih =>
    cases xs with
    | nil => simp [maximum]
    | cons y ys =>
      intro z hz
      simp only [maximum]
      rcases List.mem_cons.mp hz with rfl | hz
      · omega
      · have := ih (by simp) z hz
        omega

def insertSorted (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: insertSorted x ys

theorem insertSorted_perm (x : Nat) (ys : List Nat) : (insertSorted x ys).Perm (x :: ys) := by
  induction ys with
  | nil => simp [insertSorted]
  | cons y ys ih =>
    simp only [insertSorted]
    split
    · exact List.Perm.refl _
    · exact .trans (.cons y ih) (.swap x y ys)

/-- An argument that a tactic provides. -/
def nth (xs : List Nat) (i : Nat) (h : i < xs.length := by simp) : Nat := xs[i]
example : nth [1, 2, 3] 1 = 2 := rfl
