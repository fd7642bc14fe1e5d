theorem lemma1 : 1 = 1 := rfl
