theorem lemma1 : 2 = 2 := rfl
