s = mean([x["passed"] == "yes" for x in rows()])
write(share=s / (1 - s) if s < 1 else 99)
