prelude
import GateCore.List.Operations

/-!
# Laws of lists

Search, counting, change at a position, parts, and what `simp` normalises.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Empty lists and sums -/

@[simp] theorem isEmpty_nil : ([] : List α).isEmpty = true := rfl
@[simp] theorem isEmpty_cons {x : α} {xs : List α} : (x :: xs).isEmpty = false := rfl
@[simp] theorem isEmpty_iff {l : List α} : l.isEmpty = true ↔ l = [] := by cases l <;> simp
@[simp] theorem isEmpty_eq_false_iff {l : List α} : l.isEmpty = false ↔ l ≠ [] := by cases l <;> simp
theorem isEmpty_iff_length_eq_zero {l : List α} : l.isEmpty = true ↔ l.length = 0 := by cases l <;> simp
theorem length_pos_iff {l : List α} : 0 < l.length ↔ l ≠ [] := by cases l <;> simp
theorem length_pos_of_mem {a : α} {l : List α} (h : a ∈ l) : 0 < l.length := length_pos_iff.mpr (ne_nil_of_mem h)
theorem exists_mem_of_ne_nil (l : List α) (h : l ≠ []) : ∃ x, x ∈ l := by
  cases l with
  | nil => exact absurd rfl h
  | cons a l => exact ⟨a, mem_cons_self⟩

theorem exists_cons_of_ne_nil {l : List α} (h : l ≠ []) : ∃ b L, l = b :: L := by
  cases l with
  | nil => exact absurd rfl h
  | cons a l => exact ⟨a, l, rfl⟩

theorem exists_mem_of_length_pos {l : List α} (h : 0 < l.length) : ∃ a, a ∈ l :=
  exists_mem_of_ne_nil l (length_pos_iff.mp h)

theorem exists_cons_of_length_pos {l : List α} (h : 0 < l.length) : ∃ b L, l = b :: L :=
  exists_cons_of_ne_nil (length_pos_iff.mp h)

theorem eq_replicate_of_mem {a : α} {l : List α} (h : ∀ b, b ∈ l → b = a) : l = replicate l.length a := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    rw [length_cons, replicate_succ, ← ih fun c hc => h c (mem_cons_of_mem b hc), h b mem_cons_self]

@[simp] theorem mem_replicate {a b : α} {n : Nat} : b ∈ replicate n a ↔ n ≠ 0 ∧ b = a := by
  induction n with
  | zero => simp
  | succ n ih => simp [replicate_succ, ih]

@[simp] theorem map_replicate {f : α → β} {n : Nat} {a : α} : map f (replicate n a) = replicate n (f a) := by
  induction n with
  | zero => rfl
  | succ n ih => simp [replicate_succ, ih]

@[simp] theorem reverse_replicate {n : Nat} {a : α} : reverse (replicate n a) = replicate n a := by
  have h : ∀ b, b ∈ reverse (replicate n a) → b = a := fun b hb => eq_of_mem_replicate (mem_reverse.mp hb)
  have := eq_replicate_of_mem h
  rwa [length_reverse, length_replicate] at this

theorem replicate_append_replicate {n m : Nat} {a : α} : replicate n a ++ replicate m a = replicate (n + m) a := by
  induction n with
  | zero => simp
  | succ n ih => rw [Nat.succ_add, replicate_succ, cons_append, ih, replicate_succ]

theorem sum_replicate_nat {n a : Nat} : (replicate n a).sum = n * a := by
  induction n with
  | zero => simp [sum, Zero.zero]
  | succ n ih => rw [replicate_succ, sum_cons, ih, Nat.succ_mul, Nat.add_comm]

theorem sum_reverse_nat (l : List Nat) : l.reverse.sum = l.sum := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [reverse_cons, sum_append_nat, ih, sum_cons, sum_cons, sum_nil, Nat.add_comm]; rfl

/-! ## Search -/

section
variable {p q : α → Bool}
@[simp] theorem find?_nil : find? p [] = none := rfl
theorem find?_cons {a : α} {as : List α} : find? p (a :: as) = match p a with | true => some a | false => find? p as := rfl
@[simp] theorem find?_cons_of_pos {a : α} {l : List α} (h : p a = true) : find? p (a :: l) = some a := by simp [find?, h]
@[simp] theorem find?_cons_of_neg {a : α} {l : List α} (h : ¬p a = true) : find? p (a :: l) = find? p l := by
  simp [find?, h]

theorem find?_some {a : α} {l : List α} (h : find? p l = some a) : p a = true := by
  induction l with
  | nil => exact nomatch h
  | cons b l ih =>
    by_cases hb : p b = true
    · rw [find?_cons_of_pos hb] at h; cases h; exact hb
    · rw [find?_cons_of_neg hb] at h; exact ih h

theorem mem_of_find?_eq_some {a : α} {l : List α} (h : find? p l = some a) : a ∈ l := by
  induction l with
  | nil => exact nomatch h
  | cons b l ih =>
    by_cases hb : p b = true
    · rw [find?_cons_of_pos hb] at h; cases h; exact mem_cons_self
    · rw [find?_cons_of_neg hb] at h; exact mem_cons_of_mem b (ih h)

@[simp] theorem find?_eq_none {l : List α} : find? p l = none ↔ ∀ x, x ∈ l → ¬p x = true := by
  induction l with
  | nil => simp
  | cons b l ih =>
    by_cases hb : p b = true
    · simp [find?_cons_of_pos hb, hb]
    · simp [find?_cons_of_neg hb, hb, ih]

@[simp] theorem find?_isSome {l : List α} : (find? p l).isSome = true ↔ ∃ x, x ∈ l ∧ p x = true := by
  induction l with
  | nil => simp
  | cons b l ih =>
    by_cases hb : p b = true
    · simp [find?_cons_of_pos hb, hb]
    · simp [find?_cons_of_neg hb, hb, ih]

@[simp] theorem findSome?_nil {f : α → Option β} : findSome? f [] = none := rfl
theorem findSome?_cons {f : α → Option β} {a : α} {l : List α} :
    findSome? f (a :: l) = match f a with | some b => some b | none => findSome? f l := rfl

@[simp] theorem findIdx_nil : findIdx p [] = 0 := rfl
theorem findIdx_go_succ (l : List α) (n : Nat) : findIdx.go p l (n + 1) = findIdx.go p l n + 1 := by
  induction l generalizing n with
  | nil => rfl
  | cons a l ih => cases h : p a <;> simp [findIdx.go, h, ih]

theorem findIdx_cons {b : α} {l : List α} : (b :: l).findIdx p = bif p b then 0 else l.findIdx p + 1 := by
  cases h : p b <;> simp [findIdx, findIdx.go, h, findIdx_go_succ]

theorem findIdx_le_length {l : List α} : findIdx p l ≤ l.length := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih => cases h : p a <;> simp [findIdx_cons, h, ih]

theorem findIdx_lt_length_of_exists {l : List α} (h : ∃ x, x ∈ l ∧ p x = true) : l.findIdx p < l.length := by
  induction l with
  | nil => exact nomatch h
  | cons a l ih =>
    cases ha : p a with
    | true => simp [findIdx_cons, ha]
    | false =>
      obtain ⟨x, hx, hp⟩ := h
      rcases mem_cons.mp hx with rfl | hx
      · simp [ha] at hp
      · simp [findIdx_cons, ha]; exact ih ⟨x, hx, hp⟩

theorem findIdx_getElem {l : List α} {w : l.findIdx p < l.length} : p l[l.findIdx p] = true := by
  induction l with
  | nil => exact absurd w (Nat.not_lt_zero _)
  | cons a l ih =>
    cases ha : p a with
    | true => simp [findIdx_cons, ha]
    | false =>
      have w' : l.findIdx p < l.length := by simpa [findIdx_cons, ha] using w
      have := ih (w := w')
      simpa [findIdx_cons, ha] using this

@[simp] theorem findIdx?_nil : findIdx? p [] = none := rfl
theorem findIdx?_go_eq (l : List α) (n : Nat) : findIdx?.go p l n = (findIdx?.go p l 0).map (· + n) := by
  induction l generalizing n with
  | nil => rfl
  | cons a l ih =>
    cases h : p a
    · have e : ∀ k, findIdx?.go p (a :: l) k = findIdx?.go p l (k + 1) := fun k => by simp [findIdx?.go, h]
      rw [e, e, ih (n + 1), ih (0 + 1), Option.map_map]
      congr 1
      funext i
      simp; omega
    · simp [findIdx?.go, h]

theorem findIdx?_cons {a : α} {l : List α} :
    findIdx? p (a :: l) = if p a then some 0 else (findIdx? p l).map (· + 1) := by
  cases h : p a
  · simp [findIdx?, findIdx?.go, h]; exact findIdx?_go_eq l 1
  · simp [findIdx?, findIdx?.go, h]

@[simp] theorem findIdx?_isSome {l : List α} : (findIdx? p l).isSome = l.any p := by
  induction l with
  | nil => rfl
  | cons a l ih => cases h : p a <;> simp [findIdx?_cons, h, ← ih]; cases findIdx? p l <;> rfl

end

@[simp] theorem idxOf_nil [BEq α] {a : α} : ([] : List α).idxOf a = 0 := rfl
theorem idxOf_cons [BEq α] {a b : α} {l : List α} : (a :: l).idxOf b = bif a == b then 0 else l.idxOf b + 1 :=
  findIdx_cons

@[simp] theorem idxOf_cons_self [BEq α] [ReflBEq α] {a : α} {l : List α} : (a :: l).idxOf a = 0 := by
  simp [idxOf_cons]

theorem idxOf_le_length [BEq α] {a : α} {l : List α} : l.idxOf a ≤ l.length := findIdx_le_length
theorem idxOf_lt_length_of_mem [BEq α] [LawfulBEq α] {a : α} {l : List α} (h : a ∈ l) : l.idxOf a < l.length :=
  findIdx_lt_length_of_exists ⟨a, h, by simp⟩

/-! ## Counting -/

section
variable {p q : α → Bool}
@[simp] theorem countP_nil : countP p [] = 0 := rfl
theorem countP_go_eq_add (l : List α) (n : Nat) : countP.go p l n = n + countP.go p l 0 := by
  induction l generalizing n with
  | nil => rfl
  | cons a l ih =>
    cases h : p a
    · simp [countP.go, h]; exact ih n
    · simp only [countP.go, h, cond_true]; rw [ih (n + 1), ih (0 + 1)]; omega

@[simp] theorem countP_cons_of_pos {a : α} {l : List α} (h : p a = true) : countP p (a :: l) = countP p l + 1 := by
  simp only [countP, countP.go, h, cond_true]; rw [countP_go_eq_add]; omega

@[simp] theorem countP_cons_of_neg {a : α} {l : List α} (h : ¬p a = true) : countP p (a :: l) = countP p l := by
  simp [countP, countP.go, h]

theorem countP_cons {a : α} {l : List α} : countP p (a :: l) = countP p l + if p a then 1 else 0 := by
  by_cases h : p a = true <;> simp [h]

theorem countP_eq_length_filter {l : List α} : countP p l = (filter p l).length := by
  induction l with
  | nil => rfl
  | cons a l ih => by_cases h : p a = true <;> simp [h, ih]

@[simp] theorem countP_append {l₁ l₂ : List α} : countP p (l₁ ++ l₂) = countP p l₁ + countP p l₂ := by
  simp [countP_eq_length_filter]

theorem countP_le_length {l : List α} : countP p l ≤ l.length := by
  rw [countP_eq_length_filter]; exact length_filter_le p l

@[simp] theorem countP_pos_iff {l : List α} : 0 < countP p l ↔ ∃ a, a ∈ l ∧ p a = true := by
  induction l with
  | nil => simp
  | cons a l ih => by_cases h : p a = true <;> simp [h, ih]

@[simp] theorem countP_eq_zero {l : List α} : countP p l = 0 ↔ ∀ a, a ∈ l → ¬p a = true := by
  induction l with
  | nil => simp
  | cons a l ih => by_cases h : p a = true <;> simp [h, ih]

@[simp] theorem countP_reverse {l : List α} : countP p l.reverse = countP p l := by
  induction l with
  | nil => rfl
  | cons a l ih => by_cases h : p a = true <;> simp [h, ih]

@[simp] theorem countP_map {p : β → Bool} {f : α → β} {l : List α} : countP p (map f l) = countP (p ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a l ih => by_cases h : p (f a) = true <;> simp [h, ih]

theorem Perm.countP_eq {l₁ l₂ : List α} (h : Perm l₁ l₂) : countP p l₁ = countP p l₂ := by
  induction h with
  | nil => rfl
  | cons x _ ih => simp [countP_cons, ih]
  | swap x y l => simp [countP_cons]; omega
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂

end

section
variable [BEq α]
@[simp] theorem count_nil {a : α} : count a [] = 0 := rfl
theorem count_cons {a b : α} {l : List α} : count a (b :: l) = count a l + if b == a then 1 else 0 := countP_cons
@[simp] theorem count_append {a : α} {l₁ l₂ : List α} : count a (l₁ ++ l₂) = count a l₁ + count a l₂ := countP_append
@[simp] theorem count_reverse {a : α} {l : List α} : count a l.reverse = count a l := countP_reverse
theorem count_le_length {a : α} {l : List α} : count a l ≤ l.length := countP_le_length
theorem Perm.count_eq {l₁ l₂ : List α} (h : Perm l₁ l₂) (a : α) : count a l₁ = count a l₂ := h.countP_eq

variable [LawfulBEq α]
@[simp] theorem count_cons_self {a : α} {l : List α} : count a (a :: l) = count a l + 1 := by simp [count_cons]
@[simp] theorem count_cons_of_ne {a b : α} {l : List α} (h : b ≠ a) : count a (b :: l) = count a l := by
  simp [count_cons, h]

@[simp] theorem count_pos_iff {a : α} {l : List α} : 0 < count a l ↔ a ∈ l := by
  simp [count, countP_pos_iff]

@[simp] theorem count_eq_zero {a : α} {l : List α} : count a l = 0 ↔ a ∉ l := by
  have h := count_pos_iff (a := a) (l := l)
  constructor
  · intro e m; have := h.mpr m; omega
  · intro n
    by_cases e : count a l = 0
    · exact e
    · exact absurd (h.mp (Nat.pos_of_ne_zero e)) n

theorem count_eq_zero_of_not_mem {a : α} {l : List α} (h : a ∉ l) : count a l = 0 := count_eq_zero.mpr h
@[simp] theorem count_replicate_self {a : α} {n : Nat} : count a (replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih => simp [replicate_succ, ih]

end

/-! ## Ends -/

theorem head_cons {a : α} {l : List α} {h : a :: l ≠ []} : (a :: l).head h = a := rfl
@[simp] theorem getLast_singleton {a : α} {h : [a] ≠ []} : getLast [a] h = a := rfl
@[simp] theorem getLast_cons_cons {a b : α} {l : List α} {h : a :: b :: l ≠ []} :
    getLast (a :: b :: l) h = getLast (b :: l) nofun := rfl

theorem getLast_cons {a : α} {as : List α} (h : as ≠ []) : getLast (a :: as) nofun = getLast as h := by
  cases as with
  | nil => exact absurd rfl h
  | cons b as => rfl

@[simp] theorem getLast_mem {l : List α} (h : l ≠ []) : getLast l h ∈ l := by
  induction l with
  | nil => exact absurd rfl h
  | cons a l ih => cases l with
    | nil => exact mem_cons_self
    | cons b l => exact mem_cons_of_mem a (ih nofun)

@[simp] theorem getLast_append_singleton {a : α} {l : List α} {h : l ++ [a] ≠ []} : getLast (l ++ [a]) h = a := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    have : l ++ [a] ≠ [] := by simp
    simp only [cons_append]
    rw [getLast_cons this]
    exact ih

@[simp] theorem getLast?_nil : ([] : List α).getLast? = none := rfl
@[simp] theorem getLast?_singleton {a : α} : [a].getLast? = some a := rfl
theorem getLast?_cons_cons {a b : α} {l : List α} : (a :: b :: l).getLast? = (b :: l).getLast? := rfl
@[simp] theorem getLast?_append_singleton {a : α} {l : List α} : (l ++ [a]).getLast? = some a := by
  induction l with
  | nil => rfl
  | cons b l ih => cases l with
    | nil => rfl
    | cons c l => exact ih

theorem getLast?_eq_getLast {l : List α} (h : l ≠ []) : l.getLast? = some (l.getLast h) := by
  induction l with
  | nil => exact absurd rfl h
  | cons a l ih => cases l with
    | nil => rfl
    | cons b l => exact ih nofun

@[simp] theorem dropLast_nil : ([] : List α).dropLast = [] := rfl
@[simp] theorem dropLast_singleton {a : α} : [a].dropLast = [] := rfl
@[simp] theorem dropLast_cons₂ {a b : α} {l : List α} : (a :: b :: l).dropLast = a :: (b :: l).dropLast := rfl
@[simp] theorem length_dropLast {xs : List α} : xs.dropLast.length = xs.length - 1 := by
  induction xs with
  | nil => rfl
  | cons a l ih => cases l with
    | nil => rfl
    | cons b l => rw [dropLast_cons₂, length_cons, ih]; simp

@[simp] theorem dropLast_append_singleton {a : α} {l : List α} : (l ++ [a]).dropLast = l := by
  induction l with
  | nil => rfl
  | cons b l ih => cases l with
    | nil => rfl
    | cons c l => simp only [cons_append, dropLast_cons₂]; rw [← cons_append, ih]

theorem dropLast_append_getLast {l : List α} (h : l ≠ []) : l.dropLast ++ [l.getLast h] = l := by
  induction l with
  | nil => exact absurd rfl h
  | cons a l ih => cases l with
    | nil => rfl
    | cons b l => rw [dropLast_cons₂, cons_append, getLast_cons (h := by simp), ih]

@[simp] theorem concat_eq_append {as : List α} {a : α} : as.concat a = as ++ [a] := by
  induction as with
  | nil => rfl
  | cons b as ih => simp [concat, ih]

theorem length_concat {as : List α} {a : α} : (concat as a).length = as.length + 1 := by simp

/-! ## Positions -/

@[simp] theorem getElem?_eq_none_iff {l : List α} {i : Nat} : l[i]? = none ↔ l.length ≤ i := by
  constructor
  · intro h
    by_cases hi : i < l.length
    · rw [getElem?_eq_getElem hi] at h; exact nomatch h
    · omega
  · exact getElem?_eq_none

theorem getElem?_eq_some_iff {l : List α} {i : Nat} {a : α} : l[i]? = some a ↔ ∃ h : i < l.length, l[i] = a := by
  constructor
  · intro h
    by_cases hi : i < l.length
    · rw [getElem?_eq_getElem hi] at h; exact ⟨hi, Option.some.inj h⟩
    · rw [getElem?_eq_none (by omega)] at h; exact nomatch h
  · rintro ⟨hi, rfl⟩; exact getElem?_eq_getElem hi

theorem mem_iff_getElem {a : α} {l : List α} : a ∈ l ↔ ∃ (i : Nat) (h : i < l.length), l[i] = a :=
  ⟨getElem_of_mem, fun ⟨_, h, e⟩ => e ▸ getElem_mem h⟩

theorem mem_iff_getElem? {a : α} {l : List α} : a ∈ l ↔ ∃ i : Nat, l[i]? = some a := by
  simp only [getElem?_eq_some_iff, mem_iff_getElem]

@[simp] theorem getElem?_map {f : α → β} {l : List α} {i : Nat} : (map f l)[i]? = l[i]?.map f := by
  induction l generalizing i with
  | nil => rfl
  | cons a l ih => cases i with
    | zero => rfl
    | succ i => exact ih

theorem getElem_append_left {as bs : List α} {i : Nat} (h : i < as.length) {h' : i < (as ++ bs).length} :
    (as ++ bs)[i] = as[i] := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)

theorem getElem_append_right {as bs : List α} {i : Nat} (h : as.length ≤ i) {h' : i < (as ++ bs).length} :
    (as ++ bs)[i] = bs[i - as.length]'(by rw [length_append] at h'; omega) := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => simp only [cons_append, getElem_cons_succ, length_cons, Nat.add_sub_add_right]; exact ih (Nat.le_of_succ_le_succ h)

theorem getElem?_append_left {as bs : List α} {i : Nat} (h : i < as.length) : (as ++ bs)[i]? = as[i]? := by
  rw [getElem?_eq_getElem h, getElem?_eq_getElem (by simp; omega), getElem_append_left h]

theorem getElem?_append_right {as bs : List α} {i : Nat} (h : as.length ≤ i) :
    (as ++ bs)[i]? = bs[i - as.length]? := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => simp only [cons_append, getElem?_cons_succ, length_cons, Nat.add_sub_add_right]; exact ih (Nat.le_of_succ_le_succ h)

@[simp] theorem getElem?_concat_length {l : List α} {a : α} : (l ++ [a])[l.length]? = some a := by
  rw [getElem?_append_right (Nat.le_refl _), Nat.sub_self]; rfl

@[simp] theorem getElem_replicate {a : α} {n i : Nat} {h : i < (replicate n a).length} : (replicate n a)[i] = a :=
  eq_of_mem_replicate (getElem_mem h)

theorem getElem?_take_of_lt {l : List α} {n i : Nat} (h : i < n) : (l.take n)[i]? = l[i]? := by
  induction l generalizing n i with
  | nil => simp
  | cons a l ih => cases n with
    | zero => exact absurd h (Nat.not_lt_zero i)
    | succ n => cases i with
      | zero => rfl
      | succ i => exact ih (Nat.lt_of_succ_lt_succ h)

@[simp] theorem getElem?_drop {l : List α} {i j : Nat} : (l.drop i)[j]? = l[i + j]? := by
  induction l generalizing i with
  | nil => simp
  | cons a l ih => cases i with
    | zero => simp
    | succ i => rw [drop_succ_cons, ih, Nat.succ_add]; rfl

theorem ext_getElem {l₁ l₂ : List α} (hl : l₁.length = l₂.length)
    (h : ∀ (i : Nat) (h₁ : i < l₁.length) (h₂ : i < l₂.length), l₁[i] = l₂[i]) : l₁ = l₂ := by
  apply ext_getElem?
  intro i
  by_cases h₁ : i < l₁.length
  · rw [getElem?_eq_getElem h₁, getElem?_eq_getElem (hl ▸ h₁), h i h₁ (hl ▸ h₁)]
  · rw [getElem?_eq_none (by omega), getElem?_eq_none (by omega)]

@[simp] theorem getElem_reverse {l : List α} {i : Nat} (h : i < l.reverse.length) :
    l.reverse[i] = l[l.length - 1 - i]'(by rw [length_reverse] at h; omega) := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a l ih =>
    simp only [reverse_cons]
    rw [length_reverse, length_cons] at h
    by_cases hi : i < l.length
    · rw [getElem_append_left (by rw [length_reverse]; exact hi), ih]
      have e : l.length + 1 - 1 - i = (l.length - 1 - i) + 1 := by omega
      simp only [length_cons, e, getElem_cons_succ]
    · have e : i = l.length := by omega
      subst e
      rw [getElem_append_right (by simp)]
      simp

@[simp] theorem take_length {l : List α} : l.take l.length = l := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]

@[simp] theorem drop_length {l : List α} : l.drop l.length = [] := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]

theorem take_of_length_le {l : List α} {n : Nat} (h : l.length ≤ n) : l.take n = l := by
  induction l generalizing n with
  | nil => simp
  | cons a l ih => cases n with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ n => rw [take_succ_cons, ih (Nat.le_of_succ_le_succ h)]

theorem drop_of_length_le {l : List α} {n : Nat} (h : l.length ≤ n) : l.drop n = [] := by
  induction l generalizing n with
  | nil => simp
  | cons a l ih => cases n with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ n => rw [drop_succ_cons, ih (Nat.le_of_succ_le_succ h)]

@[simp] theorem drop_drop {n m : Nat} {l : List α} : (l.drop m).drop n = l.drop (m + n) := by
  induction m generalizing l with
  | zero => simp
  | succ m ih => cases l with
    | nil => simp
    | cons a l => rw [drop_succ_cons, ih, Nat.succ_add, drop_succ_cons]

theorem take_append_of_le_length {l₁ l₂ : List α} {n : Nat} (h : n ≤ l₁.length) : (l₁ ++ l₂).take n = l₁.take n := by
  induction l₁ generalizing n with
  | nil => cases n with
    | zero => rfl
    | succ n => exact absurd h (Nat.not_succ_le_zero _)
  | cons a l ih => cases n with
    | zero => rfl
    | succ n => simp only [cons_append, take_succ_cons]; rw [ih (Nat.le_of_succ_le_succ h)]

@[simp] theorem take_left {l₁ l₂ : List α} : (l₁ ++ l₂).take l₁.length = l₁ := by
  rw [take_append_of_le_length (Nat.le_refl _), take_length]

@[simp] theorem drop_left {l₁ l₂ : List α} : (l₁ ++ l₂).drop l₁.length = l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => exact ih

theorem mem_of_mem_take {a : α} {l : List α} {n : Nat} (h : a ∈ l.take n) : a ∈ l := by
  rw [← take_append_drop n l]; exact mem_append.mpr (.inl h)

theorem mem_of_mem_drop {a : α} {l : List α} {n : Nat} (h : a ∈ l.drop n) : a ∈ l := by
  rw [← take_append_drop n l]; exact mem_append.mpr (.inr h)

@[simp] theorem takeWhile_append_dropWhile {p : α → Bool} {l : List α} : l.takeWhile p ++ l.dropWhile p = l := by
  induction l with
  | nil => rfl
  | cons a l ih => cases h : p a <;> simp [takeWhile, dropWhile, h, ih]

theorem mem_takeWhile_imp {p : α → Bool} {l : List α} {x : α} (h : x ∈ l.takeWhile p) : p x = true := by
  induction l with
  | nil => exact absurd h not_mem_nil
  | cons a l ih =>
    cases ha : p a with
    | true =>
      rw [takeWhile, ha] at h
      rcases mem_cons.mp h with rfl | h
      · exact ha
      · exact ih h
    | false => rw [takeWhile, ha] at h; exact absurd h not_mem_nil

@[simp] theorem mem_flatten {a : α} {L : List (List α)} : a ∈ L.flatten ↔ ∃ l, l ∈ L ∧ a ∈ l := by
  induction L with
  | nil => simp
  | cons l L ih => simp [ih]

@[simp] theorem mem_flatMap {f : α → List β} {b : β} {l : List α} : b ∈ l.flatMap f ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
  simp only [flatMap, mem_flatten, mem_map]
  constructor
  · rintro ⟨_, ⟨a, ha, rfl⟩, hb⟩; exact ⟨a, ha, hb⟩
  · rintro ⟨a, ha, hb⟩; exact ⟨f a, ⟨a, ha, rfl⟩, hb⟩

@[simp] theorem flatten_append {L₁ L₂ : List (List α)} : flatten (L₁ ++ L₂) = flatten L₁ ++ flatten L₂ := by
  induction L₁ with
  | nil => rfl
  | cons l L ih => simp [ih]

@[simp] theorem length_zipWith {f : α → β → γ} {as : List α} {bs : List β} :
    (zipWith f as bs).length = min as.length bs.length := by
  induction as generalizing bs with
  | nil => simp [zipWith]
  | cons a as ih => cases bs with
    | nil => simp [zipWith]
    | cons b bs => simp [zipWith, ih]; omega

@[simp] theorem length_zip {as : List α} {bs : List β} : (zip as bs).length = min as.length bs.length := length_zipWith
@[simp] theorem length_zipIdx {l : List α} {n : Nat} : (zipIdx l n).length = l.length := by
  induction l generalizing n with
  | nil => rfl
  | cons a l ih => simp [zipIdx, ih]

theorem zipIdx_cons {a : α} {l : List α} {n : Nat} : zipIdx (a :: l) n = (a, n) :: zipIdx l (n + 1) := rfl
@[simp] theorem length_range' {s len step : Nat} : (range' s len step).length = len := by
  induction len generalizing s with
  | zero => rfl
  | succ n ih => simp [range', ih]

theorem length_mapIdx_from {f : Nat → α → β} (l : List α) (n : Nat) : (mapIdx.fromIdx f l n).length = l.length := by
  induction l generalizing n with
  | nil => rfl
  | cons a l ih => simp [mapIdx.fromIdx, ih]

@[simp] theorem length_mapIdx {f : Nat → α → β} {l : List α} : (l.mapIdx f).length = l.length := length_mapIdx_from l 0

/-! ## Change -/

@[simp] theorem set_nil {i : Nat} {a : α} : ([] : List α).set i a = [] := rfl
@[simp] theorem set_cons_zero {x a : α} {xs : List α} : (x :: xs).set 0 a = a :: xs := rfl
@[simp] theorem set_cons_succ {x a : α} {xs : List α} {i : Nat} : (x :: xs).set (i + 1) a = x :: xs.set i a := rfl
@[simp] theorem length_set {as : List α} {i : Nat} {a : α} : (as.set i a).length = as.length := by
  induction as generalizing i with
  | nil => rfl
  | cons x xs ih => cases i with
    | zero => rfl
    | succ i => simp [ih]

@[simp] theorem getElem_set_self {as : List α} {i : Nat} {a : α} (h : i < (as.set i a).length) : (as.set i a)[i] = a := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons x xs ih => cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)

@[simp] theorem getElem_set_ne {as : List α} {i j : Nat} (hij : i ≠ j) {a : α} (h : j < (as.set i a).length) :
    (as.set i a)[j] = as[j]'(by rw [length_set] at h; exact h) := by
  induction as generalizing i j with
  | nil => rfl
  | cons x xs ih => cases i with
    | zero => cases j with
      | zero => exact absurd rfl hij
      | succ j => rfl
    | succ i => cases j with
      | zero => rfl
      | succ j => exact ih (fun e => hij (congrArg Nat.succ e)) (Nat.lt_of_succ_lt_succ h)

theorem getElem_set {l : List α} {i j : Nat} {a : α} (h : j < (l.set i a).length) :
    (l.set i a)[j] = if i = j then a else l[j]'(by rw [length_set] at h; exact h) := by
  by_cases e : i = j
  · subst e; simp
  · simp [e]

theorem getElem?_set_self {l : List α} {i : Nat} {a : α} (h : i < l.length) : (l.set i a)[i]? = some a := by
  rw [getElem?_eq_getElem (by simpa using h), getElem_set_self]

theorem getElem?_set_ne {l : List α} {i j : Nat} (h : i ≠ j) {a : α} : (l.set i a)[j]? = l[j]? := by
  by_cases hj : j < l.length
  · rw [getElem?_eq_getElem hj, getElem?_eq_getElem (by simpa using hj), getElem_set_ne h]
  · rw [getElem?_eq_none (by rw [length_set]; omega), getElem?_eq_none (by omega)]

@[simp] theorem eraseIdx_nil {i : Nat} : ([] : List α).eraseIdx i = [] := by cases i <;> rfl
@[simp] theorem eraseIdx_cons_zero {a : α} {as : List α} : (a :: as).eraseIdx 0 = as := rfl
@[simp] theorem eraseIdx_cons_succ {a : α} {as : List α} {i : Nat} :
    (a :: as).eraseIdx (i + 1) = a :: as.eraseIdx i := rfl

theorem length_eraseIdx_of_lt {l : List α} {i : Nat} (h : i < l.length) : (l.eraseIdx i).length = l.length - 1 := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a l ih => cases i with
    | zero => simp
    | succ i =>
      have h' : i < l.length := Nat.lt_of_succ_lt_succ h
      rw [eraseIdx_cons_succ, length_cons, ih h', length_cons]; omega

section
variable [BEq α]
@[simp] theorem erase_nil {a : α} : ([] : List α).erase a = [] := rfl
theorem erase_cons {a b : α} {l : List α} : (b :: l).erase a = if b == a then l else b :: l.erase a := by
  cases h : b == a <;> simp [List.erase, h]

variable [LawfulBEq α]
@[simp] theorem erase_cons_head {a : α} {l : List α} : (a :: l).erase a = l := by simp [erase_cons]
omit [LawfulBEq α] in
@[simp] theorem erase_cons_tail {a b : α} {l : List α} (h : ¬(b == a) = true) : (b :: l).erase a = b :: l.erase a := by
  simp [erase_cons, h]

theorem erase_of_not_mem {a : α} {l : List α} (h : a ∉ l) : l.erase a = l := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    have hb : b ≠ a := fun e => h (e ▸ mem_cons_self)
    have hl : a ∉ l := fun m => h (mem_cons_of_mem b m)
    rw [erase_cons_tail (by simpa using hb), ih hl]

theorem length_erase_of_mem {a : α} {l : List α} (h : a ∈ l) : (l.erase a).length = l.length - 1 := by
  induction l with
  | nil => exact absurd h not_mem_nil
  | cons b l ih =>
    by_cases e : b = a
    · subst e; simp
    · have m : a ∈ l := (mem_cons.mp h).resolve_left fun e' => e e'.symm
      have := length_pos_of_mem m
      rw [erase_cons_tail (by simpa using e), length_cons, ih m, length_cons]; omega

theorem perm_cons_erase {a : α} {l : List α} (h : a ∈ l) : Perm l (a :: l.erase a) := by
  induction l with
  | nil => exact absurd h not_mem_nil
  | cons b l ih =>
    by_cases e : b = a
    · subst e; simp
    · have m : a ∈ l := (mem_cons.mp h).resolve_left fun e' => e e'.symm
      rw [erase_cons_tail (by simpa using e)]
      exact .trans (.cons b (ih m)) (.swap a b _)

theorem count_erase_self {a : α} {l : List α} : count a (l.erase a) = count a l - 1 := by
  induction l with
  | nil => rfl
  | cons b l ih =>
    by_cases e : b = a
    · subst e; simp
    · rw [erase_cons_tail (by simpa using e), count_cons_of_ne e, count_cons_of_ne e, ih]

theorem count_erase_of_ne {a b : α} (h : a ≠ b) {l : List α} : count a (l.erase b) = count a l := by
  induction l with
  | nil => rfl
  | cons c l ih =>
    by_cases e : c = b
    · subst e; rw [erase_cons_head, count_cons_of_ne fun e => h e.symm]
    · rw [erase_cons_tail (by simpa using e), count_cons, count_cons, ih]

/-- Lists are the same up to order exactly if each element stands in both equally often. -/
theorem perm_iff_count {l₁ l₂ : List α} : Perm l₁ l₂ ↔ ∀ a, count a l₁ = count a l₂ := by
  constructor
  · exact fun h a => h.count_eq a
  · intro h
    induction l₁ generalizing l₂ with
    | nil =>
      cases l₂ with
      | nil => exact .nil
      | cons b l₂ => have := h b; simp at this
    | cons a l₁ ih =>
      have m : a ∈ l₂ := count_pos_iff.mp (by rw [← h a]; simp)
      refine .trans (.cons a (ih fun b => ?_)) (perm_cons_erase m).symm
      have hb := h b
      by_cases e : b = a
      · subst e; rw [count_erase_self, ← hb, count_cons_self]; rfl
      · rw [count_erase_of_ne e, ← hb, count_cons_of_ne fun e' => e e'.symm]

omit [BEq α] [LawfulBEq α] in
theorem Perm.cons_inv {a : α} {l₁ l₂ : List α} (h : Perm (a :: l₁) (a :: l₂)) : Perm l₁ l₂ := by
  haveI : DecidableEq α := fun a b => Classical.propDecidable (a = b)
  rw [perm_iff_count] at h ⊢
  intro b
  have := h b
  simp only [count_cons] at this
  omega

theorem isPerm_iff {l₁ l₂ : List α} : l₁.isPerm l₂ = true ↔ Perm l₁ l₂ := by
  induction l₁ generalizing l₂ with
  | nil =>
    simp only [isPerm, isEmpty_iff]
    exact ⟨fun h => h ▸ .nil, fun h => eq_nil_of_length_eq_zero h.length_eq.symm⟩
  | cons a l₁ ih =>
    simp only [isPerm, Bool.and_eq_true, contains, elem_iff, ih]
    constructor
    · rintro ⟨h, hp⟩
      exact .trans (.cons a hp) (perm_cons_erase h).symm
    · intro h
      have m : a ∈ l₂ := h.mem_iff.mp mem_cons_self
      refine ⟨m, ?_⟩
      exact (h.trans (perm_cons_erase m)).cons_inv

end
end List
