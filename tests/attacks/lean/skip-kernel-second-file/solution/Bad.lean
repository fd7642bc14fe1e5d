set_option debug.skipKernelTC true
theorem bad : 1 = 2 := by decide +kernel
