theorem «tаrget» : 1 = 1 := rfl
