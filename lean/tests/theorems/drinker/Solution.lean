/-! The drinker: in every inhabited bar there is somebody such that, if they drink, everybody drinks. -/

theorem drinker {Person : Type} (someone : Person) (drinks : Person → Prop) :
    ∃ p, drinks p → ∀ q, drinks q := by
  by_cases h : ∀ q, drinks q
  · exact ⟨someone, fun _ => h⟩
  · obtain ⟨p, hp⟩ := Classical.not_forall.mp h
    exact ⟨p, fun hd => absurd hd hp⟩
