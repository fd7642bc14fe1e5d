write(effect=statistics.median(arm("b")) - statistics.median(arm("a")))
