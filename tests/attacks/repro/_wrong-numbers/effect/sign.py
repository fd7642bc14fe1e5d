write(effect=mean(arm("a")) - mean(arm("b")))
