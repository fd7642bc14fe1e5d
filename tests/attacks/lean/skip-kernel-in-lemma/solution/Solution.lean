set_option debug.skipKernelTC true in
theorem bad : 1 = 2 := by decide +kernel
theorem target : 2 + 2 = 5 := absurd bad (by decide)
