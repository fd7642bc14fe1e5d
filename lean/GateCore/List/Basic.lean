prelude
import GateCore.Laws

/-!
# Lists

Append, map, filter, folds, reverse, membership, and their laws.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Operations -/

/-- The number of elements. -/
def length : List α → Nat
  | [] => 0
  | _ :: xs => length xs + 1

/-- One list after the other. -/
protected def append : List α → List α → List α
  | [], ys => ys
  | x :: xs, ys => x :: List.append xs ys

instance instAppend : Append (List α) := ⟨List.append⟩

/-- `f` of each element. -/
def map (f : α → β) : List α → List β
  | [] => []
  | x :: xs => f x :: map f xs

/-- The elements that satisfy `p`. -/
def filter (p : α → Bool) : List α → List α
  | [] => []
  | x :: xs => match p x with
    | true => x :: filter p xs
    | false => filter p xs

/-- The results of `f` that are not `none`. -/
def filterMap (f : α → Option β) : List α → List β
  | [] => []
  | x :: xs => match f x with
    | none => filterMap f xs
    | some y => y :: filterMap f xs

/-- `foldr f b [x, y] = f x (f y b)` -/
def foldr (f : α → β → β) (b : β) : List α → β
  | [] => b
  | x :: xs => f x (foldr f b xs)

/-- `foldl f b [x, y] = f (f b x) y` -/
def foldl (f : α → β → α) (a : α) : List β → α
  | [] => a
  | x :: xs => foldl f (f a x) xs

/-- The first list reversed, then the second. -/
def reverseAux : List α → List α → List α
  | [], r => r
  | x :: l, r => reverseAux l (x :: r)

/-- The elements in the other order. -/
def reverse (xs : List α) : List α := reverseAux xs []

/-- All lists after each other. -/
def flatten : List (List α) → List α
  | [] => []
  | l :: L => l ++ flatten L

/-- `flatten` of `map`. -/
def flatMap (l : List α) (f : α → List β) : List β := flatten (map f l)

/-- The first `n` elements. -/
def take : Nat → List α → List α
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, x :: xs => x :: take n xs

/-- All but the first `n` elements. -/
def drop : Nat → List α → List α
  | 0, xs => xs
  | _ + 1, [] => []
  | n + 1, _ :: xs => drop n xs

/-- `n` times `a`. -/
def replicate : Nat → α → List α
  | 0, _ => []
  | n + 1, a => a :: replicate n a

/-- Corresponding elements combined by `f`. -/
def zipWith (f : α → β → γ) : List α → List β → List γ
  | x :: xs, y :: ys => f x y :: zipWith f xs ys
  | _, _ => []

/-- Pairs of corresponding elements. -/
def zip (l : List α) (l' : List β) : List (α × β) := zipWith Prod.mk l l'

/-- Does `p` hold for an element? -/
def any : List α → (α → Bool) → Bool
  | [], _ => false
  | x :: xs, p => p x || any xs p

/-- Does `p` hold for all elements? -/
def all : List α → (α → Bool) → Bool
  | [], _ => true
  | x :: xs, p => p x && all xs p

/-- Is `a` an element? -/
def elem [BEq α] (a : α) : List α → Bool
  | [] => false
  | x :: xs => match a == x with
    | true => true
    | false => elem a xs

/-- Is `a` an element? -/
def contains [BEq α] (l : List α) (a : α) : Bool := elem a l

/-- Is the list empty? -/
def isEmpty : List α → Bool
  | [] => true
  | _ :: _ => false

/-- The first element, if there is one. -/
def head? : List α → Option α
  | [] => none
  | x :: _ => some x

/-- The first element, or the default. -/
def headD : List α → α → α
  | [], d => d
  | x :: _, _ => x

/-- All but the first element. -/
def tail : List α → List α
  | [] => []
  | _ :: xs => xs

/-- The first element of a list that has one. -/
def head : (as : List α) → as ≠ [] → α
  | [], h => absurd rfl h
  | a :: _, _ => a

/-- The last element, if there is one. -/
def getLast? : List α → Option α
  | [] => none
  | [x] => some x
  | _ :: y :: xs => getLast? (y :: xs)

/-- The element at a valid position. -/
def get : (as : List α) → Fin as.length → α
  | a :: _, ⟨0, _⟩ => a
  | _ :: as, ⟨i + 1, h⟩ => get as ⟨i, Nat.le_of_succ_le_succ h⟩

/-- `[0, …, n - 1]` -/
def range (n : Nat) : List Nat := loop n []
where
  loop : Nat → List Nat → List Nat
    | 0, acc => acc
    | n + 1, acc => loop n (n :: acc)

/-- Sum of the elements. -/
def sum [Add α] [Zero α] : List α → α := foldr (· + ·) Zero.zero

/-- The elements with an element removed once. -/
protected def erase [BEq α] : List α → α → List α
  | [], _ => []
  | x :: xs, a => match x == a with
    | true => xs
    | false => x :: List.erase xs a

/-- Membership. -/
inductive Mem (a : α) : List α → Prop where
  | head (as : List α) : Mem a (a :: as)
  | tail (b : α) {as : List α} (h : Mem a as) : Mem a (b :: as)

instance instMembership : Membership α (List α) := ⟨fun l a => Mem a l⟩

/-! ## Append -/

@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append {a : α} {as bs : List α} : (a :: as) ++ bs = a :: (as ++ bs) := rfl
@[simp] theorem append_nil (as : List α) : as ++ [] = as := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem append_assoc (as bs cs : List α) : (as ++ bs) ++ cs = as ++ (bs ++ cs) := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]

theorem append_cons (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := by simp
instance instAssociativeAppend : Std.Associative (α := List α) (· ++ ·) := ⟨append_assoc⟩
instance instLawfulIdentityAppend : Std.LawfulIdentity (α := List α) (· ++ ·) [] where
  left_id := nil_append
  right_id := append_nil

@[simp] theorem append_eq_nil_iff {p q : List α} : p ++ q = [] ↔ p = [] ∧ q = [] := by
  cases p <;> simp

theorem append_cancel_left {as bs cs : List α} (h : as ++ bs = as ++ cs) : bs = cs := by
  induction as with
  | nil => exact h
  | cons a as ih => exact ih (List.cons.inj h).2

@[simp] theorem append_cancel_left_eq (as bs cs : List α) : (as ++ bs = as ++ cs) = (bs = cs) :=
  propext ⟨append_cancel_left, fun h => h ▸ rfl⟩

/-! ## Length -/

@[simp] theorem length_nil : length ([] : List α) = 0 := rfl
@[simp] theorem length_cons {a : α} {as : List α} : length (a :: as) = length as + 1 := rfl
theorem length_singleton {a : α} : length [a] = 1 := rfl
@[simp] theorem length_append {as bs : List α} : length (as ++ bs) = length as + length bs := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih, Nat.add_right_comm]

@[simp] theorem length_eq_zero_iff {l : List α} : length l = 0 ↔ l = [] := by cases l <;> simp
theorem eq_nil_of_length_eq_zero {l : List α} (h : length l = 0) : l = [] := length_eq_zero_iff.mp h
theorem ne_nil_of_length_pos {l : List α} (h : 0 < length l) : l ≠ [] := fun e => by subst e; exact Nat.lt_irrefl 0 h

/-! ## Map -/

@[simp] theorem map_nil {f : α → β} : map f [] = [] := rfl
@[simp] theorem map_cons {f : α → β} {a : α} {as : List α} : map f (a :: as) = f a :: map f as := rfl
@[simp] theorem length_map {as : List α} (f : α → β) : length (map f as) = length as := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem map_append {f : α → β} {l₁ l₂ : List α} : map f (l₁ ++ l₂) = map f l₁ ++ map f l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem map_map {g : β → γ} {f : α → β} {l : List α} : map g (map f l) = map (g ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem map_id (l : List α) : map id l = l := by
  induction l with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem map_id' (l : List α) : map (fun a => a) l = l := map_id l
@[simp] theorem map_eq_nil_iff {f : α → β} {l : List α} : map f l = [] ↔ l = [] := by cases l <;> simp

/-! ## Reverse -/

theorem reverseAux_eq {as bs : List α} : reverseAux as bs = reverse as ++ bs := by
  induction as generalizing bs with
  | nil => rfl
  | cons a as ih => rw [reverse, reverseAux, reverseAux, ih, ih, append_assoc]; rfl

@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
@[simp] theorem reverse_cons {a : α} {as : List α} : reverse (a :: as) = reverse as ++ [a] := by
  rw [reverse, reverseAux, reverseAux_eq]

@[simp] theorem reverse_append {as bs : List α} : reverse (as ++ bs) = reverse bs ++ reverse as := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih]

@[simp] theorem reverse_reverse (as : List α) : reverse (reverse as) = as := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem length_reverse {as : List α} : length (reverse as) = length as := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]

theorem map_reverse {f : α → β} {l : List α} : map f (reverse l) = reverse (map f l) := by
  induction l with
  | nil => rfl
  | cons a as ih => simp [ih]

@[simp] theorem reverse_eq_nil_iff {xs : List α} : reverse xs = [] ↔ xs = [] :=
  ⟨fun h => by rw [← reverse_reverse xs, h, reverse_nil], fun h => by rw [h, reverse_nil]⟩

/-! ## Membership -/

@[simp] theorem not_mem_nil {a : α} : ¬a ∈ ([] : List α) := fun h => nomatch h
@[simp] theorem mem_cons {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l := by
  constructor
  · intro h
    cases h with
    | head => exact .inl rfl
    | tail _ h => exact .inr h
  · intro h
    cases h with
    | inl h => subst h; exact .head _
    | inr h => exact .tail _ h

theorem mem_cons_self {a : α} {l : List α} : a ∈ a :: l := .head _
theorem mem_cons_of_mem (y : α) {a : α} {l : List α} (h : a ∈ l) : a ∈ y :: l := .tail _ h
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b := by simp
theorem eq_nil_iff_forall_not_mem {l : List α} : l = [] ↔ ∀ a, a ∉ l := by
  cases l with
  | nil => simp
  | cons a l => exact iff_of_false (fun h => nomatch h) (fun h => h a mem_cons_self)

theorem ne_nil_of_mem {a : α} {l : List α} (h : a ∈ l) : l ≠ [] := fun e => by subst e; exact not_mem_nil h
@[simp] theorem mem_append {a : α} {s t : List α} : a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t := by
  induction s with
  | nil => simp
  | cons b s ih => simp [ih, or_assoc]

@[simp] theorem mem_map {b : β} {f : α → β} {l : List α} : b ∈ map f l ↔ ∃ a, a ∈ l ∧ f a = b := by
  induction l with
  | nil => simp
  | cons x l ih =>
    rw [map_cons, mem_cons, ih]
    constructor
    · rintro (h | ⟨a, ha, h⟩)
      · exact ⟨x, mem_cons_self, h.symm⟩
      · exact ⟨a, mem_cons_of_mem _ ha, h⟩
    · rintro ⟨a, ha, h⟩
      cases mem_cons.mp ha with
      | inl e => subst e; exact .inl h.symm
      | inr ha => exact .inr ⟨a, ha, h⟩

theorem mem_map_of_mem {f : α → β} {a : α} {l : List α} (h : a ∈ l) : f a ∈ map f l := mem_map.mpr ⟨a, h, rfl⟩
@[simp] theorem mem_reverse {x : α} {as : List α} : x ∈ reverse as ↔ x ∈ as := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih, or_comm]

theorem append_of_mem {a : α} {l : List α} (h : a ∈ l) : ∃ s t, l = s ++ a :: t := by
  induction h with
  | head l => exact ⟨[], l, rfl⟩
  | tail b _ ih =>
    obtain ⟨s, t, h⟩ := ih
    exact ⟨b :: s, t, by rw [h]; rfl⟩

/-! ## Filter -/

@[simp] theorem filter_nil {p : α → Bool} : filter p [] = [] := rfl
theorem filter_cons {p : α → Bool} {x : α} {xs : List α} :
    filter p (x :: xs) = if p x then x :: filter p xs else filter p xs :=
  by
  rw [filter]; cases p x <;> rfl

@[simp] theorem filter_cons_of_pos {p : α → Bool} {a : α} {l : List α} (h : p a = true) :
    filter p (a :: l) = a :: filter p l :=
  by
  rw [filter, h]

@[simp] theorem filter_cons_of_neg {p : α → Bool} {a : α} {l : List α} (h : ¬p a = true) :
    filter p (a :: l) = filter p l :=
  by
  rw [filter, eq_false_of_ne_true h]

@[simp] theorem mem_filter {p : α → Bool} {a : α} {as : List α} : a ∈ filter p as ↔ a ∈ as ∧ p a = true := by
  induction as with
  | nil => simp
  | cons x xs ih =>
    by_cases h : p x = true
    · rw [filter_cons_of_pos h, mem_cons, mem_cons, ih, or_and_right]
      exact or_congr ⟨fun e => ⟨e, e ▸ h⟩, And.left⟩ Iff.rfl
    · rw [filter_cons_of_neg h, mem_cons, ih]
      exact ⟨fun x => ⟨.inr x.1, x.2⟩, fun y => ⟨y.1.resolve_left fun e => h (e ▸ y.2), y.2⟩⟩

@[simp] theorem filter_append {p : α → Bool} (l₁ l₂ : List α) : filter p (l₁ ++ l₂) = filter p l₁ ++ filter p l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => by_cases h : p a = true <;> simp [h, ih]

@[simp] theorem filter_filter {p q : α → Bool} (l : List α) :
    filter p (filter q l) = filter (fun a => p a && q a) l :=
  by
  induction l with
  | nil => rfl
  | cons a l ih => by_cases hp : p a = true <;> by_cases hq : q a = true <;> simp [hp, hq, ih]

theorem length_filter_le (p : α → Bool) (l : List α) : (filter p l).length ≤ l.length := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih =>
    by_cases h : p a = true
    · rw [filter_cons_of_pos h]; exact Nat.succ_le_succ ih
    · rw [filter_cons_of_neg h]; exact .step ih

/-! ## Folds -/

@[simp] theorem foldr_nil {f : α → β → β} {b : β} : foldr f b [] = b := rfl
@[simp] theorem foldr_cons {f : α → β → β} {b : β} {a : α} {l : List α} : foldr f b (a :: l) = f a (foldr f b l) := rfl
@[simp] theorem foldl_nil {f : α → β → α} {a : α} : foldl f a [] = a := rfl
@[simp] theorem foldl_cons {f : α → β → α} {a : α} {b : β} {l : List β} : foldl f a (b :: l) = foldl f (f a b) l := rfl
@[simp] theorem foldr_append {f : α → β → β} {b : β} {l l' : List α} :
    foldr f b (l ++ l') = foldr f (foldr f b l') l :=
  by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]

@[simp] theorem foldl_append {f : β → α → β} {b : β} {l l' : List α} :
    foldl f b (l ++ l') = foldl f (foldl f b l) l' :=
  by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => simp [ih]

@[simp] theorem foldl_reverse {f : β → α → β} {b : β} {l : List α} :
    foldl f b l.reverse = foldr (fun x y => f y x) b l :=
  by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]

@[simp] theorem foldr_reverse {f : α → β → β} {b : β} {l : List α} :
    foldr f b l.reverse = foldl (fun x y => f y x) b l :=
  by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => simp [ih]

theorem foldr_cons_eq_append {l l' : List α} : foldr cons l' l = l ++ l' := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih]

@[simp] theorem sum_nil [Add α] [Zero α] : sum ([] : List α) = 0 := rfl
@[simp] theorem sum_cons [Add α] [Zero α] {a : α} {l : List α} : sum (a :: l) = a + sum l := rfl

/-! ## Other operations -/

@[simp] theorem flatten_nil : flatten ([] : List (List α)) = [] := rfl
@[simp] theorem flatten_cons {l : List α} {L : List (List α)} : flatten (l :: L) = l ++ flatten L := rfl
@[simp] theorem take_zero {l : List α} : take 0 l = [] := rfl
@[simp] theorem take_nil {n : Nat} : take n ([] : List α) = [] := by cases n <;> rfl
@[simp] theorem take_succ_cons {n : Nat} {a : α} {l : List α} : take (n + 1) (a :: l) = a :: take n l := rfl
@[simp] theorem drop_zero {l : List α} : drop 0 l = l := rfl
@[simp] theorem drop_nil {n : Nat} : drop n ([] : List α) = [] := by cases n <;> rfl
@[simp] theorem drop_succ_cons {n : Nat} {a : α} {l : List α} : drop (n + 1) (a :: l) = drop n l := rfl
@[simp] theorem take_append_drop (n : Nat) (l : List α) : take n l ++ drop n l = l := by
  induction n generalizing l with
  | zero => rfl
  | succ n ih => cases l with
    | nil => rfl
    | cons a l => simp [ih]

@[simp] theorem length_replicate {n : Nat} {a : α} : length (replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih => simp [replicate, ih]

@[simp] theorem replicate_zero {a : α} : replicate 0 a = [] := rfl
theorem replicate_succ {n : Nat} {a : α} : replicate (n + 1) a = a :: replicate n a := rfl
theorem eq_of_mem_replicate {a b : α} {n : Nat} (h : b ∈ replicate n a) : b = a := by
  induction n with
  | zero => exact absurd h not_mem_nil
  | succ n ih => exact (mem_cons.mp h).elim id ih

@[simp] theorem head?_nil : head? ([] : List α) = none := rfl
@[simp] theorem head?_cons {a : α} {l : List α} : head? (a :: l) = some a := rfl
@[simp] theorem tail_nil : tail ([] : List α) = [] := rfl
@[simp] theorem tail_cons {a : α} {l : List α} : tail (a :: l) = l := rfl
@[simp] theorem zip_nil_left {l : List β} : zip ([] : List α) l = [] := rfl
@[simp] theorem zip_cons_cons {a : α} {b : β} {as : List α} {bs : List β} :
    zip (a :: as) (b :: bs) = (a, b) :: zip as bs :=
  rfl

@[simp] theorem any_nil {p : α → Bool} : any [] p = false := rfl
@[simp] theorem any_cons {p : α → Bool} {a : α} {l : List α} : any (a :: l) p = (p a || any l p) := rfl
@[simp] theorem all_nil {p : α → Bool} : all [] p = true := rfl
@[simp] theorem all_cons {p : α → Bool} {a : α} {l : List α} : all (a :: l) p = (p a && all l p) := rfl
@[simp] theorem any_eq_true {p : α → Bool} {l : List α} : any l p = true ↔ ∃ x, x ∈ l ∧ p x = true := by
  induction l with
  | nil => simp
  | cons a l ih =>
    rw [any_cons, Bool.or_eq_true_iff, ih]
    constructor
    · rintro (h | ⟨x, hx, h⟩)
      · exact ⟨a, mem_cons_self, h⟩
      · exact ⟨x, mem_cons_of_mem _ hx, h⟩
    · rintro ⟨x, hx, h⟩
      exact (mem_cons.mp hx).elim (fun e => .inl (e ▸ h)) (fun hx => .inr ⟨x, hx, h⟩)

@[simp] theorem all_eq_true {p : α → Bool} {l : List α} : all l p = true ↔ ∀ x, x ∈ l → p x = true := by
  induction l with
  | nil => simp
  | cons a l ih => simp [ih]

@[simp] theorem elem_iff [BEq α] [LawfulBEq α] {a : α} {as : List α} : elem a as = true ↔ a ∈ as := by
  induction as with
  | nil => simp [elem]
  | cons x xs ih =>
    rw [elem, mem_cons]
    cases h : a == x with
    | true => exact iff_of_true rfl (.inl (eq_of_beq h))
    | false =>
      have ne : a ≠ x := beq_eq_false_iff_ne.mp h
      exact ⟨fun h => .inr (ih.mp h), fun h => ih.mpr (h.resolve_left ne)⟩

/-! ## Decisions -/

instance instDecidableEq [d : DecidableEq α] : DecidableEq (List α) := decideEq
where
  decideEq : (as bs : List α) → Decidable (as = bs)
    | [], [] => isTrue rfl
    | [], _ :: _ => isFalse (fun h => nomatch h)
    | _ :: _, [] => isFalse (fun h => nomatch h)
    | a :: as, b :: bs => match d a b, decideEq as bs with
      | isTrue h, isTrue h' => isTrue (h ▸ h' ▸ rfl)
      | isFalse h, _ => isFalse (fun e => h (List.cons.inj e).1)
      | _, isFalse h => isFalse (fun e => h (List.cons.inj e).2)

instance instDecidableMemOfLawfulBEq [BEq α] [LawfulBEq α] (a : α) (as : List α) : Decidable (a ∈ as) :=
  decidable_of_decidable_of_iff elem_iff

instance decidableBEx (p : α → Prop) [d : DecidablePred p] : (l : List α) → Decidable (∃ x, x ∈ l ∧ p x)
  | [] => isFalse fun ⟨_, h, _⟩ => not_mem_nil h
  | a :: l => match d a, decidableBEx p l with
    | isTrue h, _ => isTrue ⟨a, mem_cons_self, h⟩
    | isFalse _, isTrue h => isTrue (h.elim fun x hx => ⟨x, mem_cons_of_mem _ hx.1, hx.2⟩)
    | isFalse h, isFalse h' => isFalse fun ⟨x, hx, hp⟩ =>
      (mem_cons.mp hx).elim (fun e => h (e ▸ hp)) (fun hx => h' ⟨x, hx, hp⟩)

instance decidableBAll (p : α → Prop) [d : DecidablePred p] : (l : List α) → Decidable (∀ x, x ∈ l → p x)
  | [] => isTrue fun _ h => absurd h not_mem_nil
  | a :: l => match d a, decidableBAll p l with
    | isFalse h, _ => isFalse fun f => h (f a mem_cons_self)
    | isTrue _, isFalse h => isFalse fun f => h fun x hx => f x (mem_cons_of_mem _ hx)
    | isTrue h, isTrue h' => isTrue fun x hx => (mem_cons.mp hx).elim (fun e => e ▸ h) (h' x)

theorem sizeOf_lt_of_mem [SizeOf α] {a : α} {as : List α} (h : a ∈ as) : sizeOf a < sizeOf as := by
  induction h with
  | head as =>
    rw [cons.sizeOf_spec, Nat.add_comm 1, Nat.add_right_comm]
    exact Nat.succ_le_succ (Nat.le_add_right _ _)
  | tail b _ ih =>
    rw [cons.sizeOf_spec]
    exact Nat.lt_of_lt_of_le ih (Nat.le_add_left _ _)

end List
