/-! The drinker: in every inhabited bar there is somebody such that, if they drink, everybody drinks. -/

theorem drinker {Person : Type} (someone : Person) (drinks : Person → Prop) :
    ∃ p, drinks p → ∀ q, drinks q := by
  sorry
