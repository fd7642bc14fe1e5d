prelude
import GateCore.Nat.Lemmas

/-!
# Elements of collections by position

`xs[i]` asks for a proof that `i` is valid, `xs[i]?` gives an option, `xs[i]!` a default.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

/-- What an invalid position gives in place of an element. -/
def outOfBounds {α : Type u} [Inhabited α] : α := default

class GetElem (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop)) where
  getElem (xs : coll) (i : idx) (h : valid xs i) : elem

export GetElem (getElem)

class GetElem? (coll : Type u) (idx : Type v) (elem : outParam (Type w)) (valid : outParam (coll → idx → Prop))
    extends GetElem coll idx elem valid where
  getElem? : coll → idx → Option elem
  getElem! [Inhabited elem] (xs : coll) (i : idx) : elem :=
    match getElem? xs i with
    | some e => e
    | none => outOfBounds

export GetElem? (getElem? getElem!)

namespace List
variable {α : Type u} {β : Type v}

/-- The element at a position, if there is one. -/
def getElem?Aux : List α → Nat → Option α
  | [], _ => none
  | a :: _, 0 => some a
  | _ :: as, i + 1 => getElem?Aux as i

instance instGetElem : GetElem (List α) Nat α fun as i => i < as.length := ⟨fun as i h => as.get ⟨i, h⟩⟩
instance instGetElem? : GetElem? (List α) Nat α fun as i => i < as.length where
  getElem? := getElem?Aux

@[simp] theorem getElem_cons_zero {a : α} {as : List α} {h : 0 < (a :: as).length} : (a :: as)[0] = a := rfl
@[simp] theorem getElem_cons_succ {a : α} {as : List α} {i : Nat} {h : i + 1 < (a :: as).length} :
    (a :: as)[i + 1] = as[i]'(Nat.lt_of_succ_lt_succ h) := rfl

@[simp] theorem getElem?_nil {i : Nat} : ([] : List α)[i]? = none := rfl
@[simp] theorem getElem?_cons_zero {a : α} {as : List α} : (a :: as)[0]? = some a := rfl
@[simp] theorem getElem?_cons_succ {a : α} {as : List α} {i : Nat} : (a :: as)[i + 1]? = as[i]? := rfl
theorem getElem?_eq_getElem {as : List α} {i : Nat} (h : i < as.length) : as[i]? = some as[i] := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => rfl
    | succ i => exact ih (Nat.lt_of_succ_lt_succ h)

theorem getElem?_eq_none {as : List α} {i : Nat} (h : as.length ≤ i) : as[i]? = none := by
  induction as generalizing i with
  | nil => rfl
  | cons a as ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => exact ih (Nat.le_of_succ_le_succ h)

theorem getElem_mem {as : List α} {i : Nat} (h : i < as.length) : as[i] ∈ as := by
  induction as generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a as ih => cases i with
    | zero => exact mem_cons_self
    | succ i => exact mem_cons_of_mem a (ih (Nat.lt_of_succ_lt_succ h))

theorem getElem_of_mem {a : α} {as : List α} (h : a ∈ as) : ∃ (i : Nat) (h : i < as.length), as[i] = a := by
  induction h with
  | head as => exact ⟨0, Nat.succ_pos _, rfl⟩
  | tail b _ ih =>
    obtain ⟨i, hi, e⟩ := ih
    exact ⟨i + 1, Nat.succ_lt_succ hi, e⟩

theorem ext_getElem? {as bs : List α} (h : ∀ i : Nat, as[i]? = bs[i]?) : as = bs := by
  induction as generalizing bs with
  | nil => cases bs with
    | nil => rfl
    | cons b bs => exact nomatch h 0
  | cons a as ih => cases bs with
    | nil => exact nomatch h 0
    | cons b bs =>
      have h₀ : a = b := Option.some.inj (h 0)
      rw [h₀, ih fun i => h (i + 1)]

@[simp] theorem getElem_map (f : α → β) {l : List α} {i : Nat} {h : i < (map f l).length} :
    (map f l)[i] = f (l[i]'(length_map (as := l) f ▸ h)) := by
  induction l generalizing i with
  | nil => exact absurd h (Nat.not_lt_zero i)
  | cons a l ih => cases i with
    | zero => rfl
    | succ i => exact ih

/-! ## Further laws -/

theorem range_loop_eq (n : Nat) (acc : List Nat) : range.loop n acc = range n ++ acc := by
  induction n generalizing acc with
  | zero => rfl
  | succ n ih =>
    rw [show range (n + 1) = range.loop n [n] from rfl, ih [n], append_assoc]
    exact ih (n :: acc)

theorem range_succ (n : Nat) : range (n + 1) = range n ++ [n] := range_loop_eq n [n]
@[simp] theorem length_range (n : Nat) : (range n).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [range_succ, length_append, ih]; rfl

@[simp] theorem mem_range {m n : Nat} : m ∈ range n ↔ m < n := by
  induction n with
  | zero => exact iff_of_false not_mem_nil (Nat.not_lt_zero m)
  | succ n ih => rw [range_succ, mem_append, ih, mem_singleton]; omega

@[simp] theorem map_const' (l : List α) (b : β) : map (fun _ => b) l = replicate l.length b := by
  induction l with
  | nil => rfl
  | cons a l ih => simp [ih, replicate]

@[simp] theorem length_take (n : Nat) (l : List α) : (take n l).length = min n l.length := by
  induction l generalizing n with
  | nil => simp
  | cons a l ih => cases n with
    | zero => simp
    | succ n => simp [ih]; omega

@[simp] theorem length_drop (n : Nat) (l : List α) : (drop n l).length = l.length - n := by
  induction l generalizing n with
  | nil => simp
  | cons a l ih => cases n with
    | zero => rfl
    | succ n => simp [ih]

theorem sum_append_nat (l₁ l₂ : List Nat) : (l₁ ++ l₂).sum = l₁.sum + l₂.sum := by
  induction l₁ with
  | nil => exact (Nat.zero_add _).symm
  | cons a l ih => rw [cons_append, sum_cons, sum_cons, ih, Nat.add_assoc]

/-! ## Elements with proofs of membership

Recursion through `map` and the folds over the parts of a nested inductive type terminates because the parts are
  elements
of the list. The elaborator rewrites such recursive calls with the lemmas marked `wf_preprocess`. -/

/-- `f` of each element, with a proof that it satisfies `P`. -/
def pmap {P : α → Prop} (f : (a : α) → P a → β) : (l : List α) → (∀ a, a ∈ l → P a) → List β
  | [], _ => []
  | a :: l, H => f a (H a mem_cons_self) :: pmap f l fun x hx => H x (mem_cons_of_mem a hx)

/-- The elements, each with a proof that it satisfies `P`. -/
def attachWith (l : List α) (P : α → Prop) (H : ∀ x, x ∈ l → P x) : List { x // P x } := pmap Subtype.mk l H

/-- The elements, each with a proof of membership. -/
def attach (l : List α) : List { x // x ∈ l } := attachWith l _ fun _ h => h

/-- The elements without the proofs. -/
def unattach {p : α → Prop} (l : List { x // p x }) : List α := l.map fun x => x.val

theorem map_val_pmap {P : α → Prop} (l : List α) (H : ∀ a, a ∈ l → P a) :
    (pmap (fun a h => (⟨a, h⟩ : { x // P x })) l H).map (fun x => x.val) = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [pmap, map_cons, ih]

@[simp] theorem unattach_attach (l : List α) : l.attach.unattach = l := map_val_pmap l _
@[simp] theorem attach_map_val (l : List α) : (l.attach.map fun x => x.val) = l := map_val_pmap l _
@[simp] theorem length_attach (l : List α) : l.attach.length = l.length := by
  rw [← length_map (fun x : { x // x ∈ l } => x.val), attach_map_val]

@[wf_preprocess] theorem map_wfParam {xs : List α} {f : α → β} : (wfParam xs).map f = xs.attach.unattach.map f := by
  rw [unattach_attach]; rfl

@[wf_preprocess] theorem map_unattach {P : α → Prop} {xs : List (Subtype P)} {f : α → β} :
    xs.unattach.map f = xs.map fun ⟨x, h⟩ => binderNameHint x f <| binderNameHint h () <| f (wfParam x) := by
  rw [unattach, map_map]; rfl

@[wf_preprocess] theorem foldr_wfParam {xs : List α} {f : α → β → β} {init : β} :
    (wfParam xs).foldr f init = xs.attach.unattach.foldr f init := by
  rw [unattach_attach]; rfl

@[wf_preprocess] theorem foldr_unattach {P : α → Prop} {xs : List (Subtype P)} {f : α → β → β} {init : β} :
    xs.unattach.foldr f init
      = xs.foldr (fun ⟨x, h⟩ s => binderNameHint x f <| binderNameHint s (f x) <| binderNameHint h ()
        <| f (wfParam x) s)
        init := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    show f x.val (xs.unattach.foldr f init) = _
    rw [ih]; rfl

@[wf_preprocess] theorem foldl_wfParam {xs : List α} {f : β → α → β} {init : β} :
    (wfParam xs).foldl f init = xs.attach.unattach.foldl f init := by
  rw [unattach_attach]; rfl

@[wf_preprocess] theorem foldl_unattach {P : α → Prop} {xs : List (Subtype P)} {f : β → α → β} {init : β} :
    xs.unattach.foldl f init
      = xs.foldl (fun s ⟨x, h⟩ => binderNameHint s f <| binderNameHint x (f s) <| binderNameHint h ()
        <| f s (wfParam x))
        init := by
  induction xs generalizing init with
  | nil => rfl
  | cons x xs ih => exact ih

/-- One list is a rearrangement of the other. -/
inductive Perm : List α → List α → Prop where
  | nil : Perm [] []
  | cons (x : α) {l₁ l₂ : List α} (h : Perm l₁ l₂) : Perm (x :: l₁) (x :: l₂)
  | swap (x y : α) (l : List α) : Perm (y :: x :: l) (x :: y :: l)
  | trans {l₁ l₂ l₃ : List α} (h₁ : Perm l₁ l₂) (h₂ : Perm l₂ l₃) : Perm l₁ l₃

@[inherit_doc] scoped infixl:50 " ~ " => Perm

@[simp] protected theorem Perm.refl (l : List α) : Perm l l := by
  induction l with
  | nil => exact .nil
  | cons a l ih => exact .cons a ih

protected theorem Perm.symm {l₁ l₂ : List α} (h : Perm l₁ l₂) : Perm l₂ l₁ := by
  induction h with
  | nil => exact .nil
  | cons x _ ih => exact .cons x ih
  | swap x y l => exact .swap y x l
  | trans _ _ ih₁ ih₂ => exact .trans ih₂ ih₁

theorem Perm.length_eq {l₁ l₂ : List α} (h : Perm l₁ l₂) : l₁.length = l₂.length := by
  induction h with
  | nil => rfl
  | cons x _ ih => exact congrArg Nat.succ ih
  | swap => rfl
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂

theorem Perm.mem_iff {a : α} {l₁ l₂ : List α} (h : Perm l₁ l₂) : a ∈ l₁ ↔ a ∈ l₂ := by
  induction h with
  | nil => exact Iff.rfl
  | cons x _ ih => rw [mem_cons, mem_cons, ih]
  | swap x y l => rw [mem_cons, mem_cons, mem_cons, mem_cons, or_left_comm]
  | trans _ _ ih₁ ih₂ => exact ih₁.trans ih₂

/-- Neighbours, and therefore all pairs, are related. -/
inductive Pairwise (R : α → α → Prop) : List α → Prop where
  | nil : Pairwise R []
  | cons {a : α} {l : List α} (h : ∀ a', a' ∈ l → R a a') (t : Pairwise R l) : Pairwise R (a :: l)

@[simp] theorem pairwise_cons {R : α → α → Prop} {a : α} {l : List α} :
    Pairwise R (a :: l) ↔ (∀ a', a' ∈ l → R a a') ∧ Pairwise R l :=
  ⟨fun h => match h with
    | .cons h t => ⟨h, t⟩, fun h => .cons h.1 h.2⟩

/-- No element occurs twice. -/
def Nodup : List α → Prop := Pairwise (· ≠ ·)
end List
