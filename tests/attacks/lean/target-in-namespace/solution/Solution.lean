namespace Hidden
theorem target : 1 = 1 := rfl
end Hidden
