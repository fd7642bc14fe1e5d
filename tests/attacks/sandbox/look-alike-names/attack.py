"""Names that look or fold like the declared one"""

for name in ("RESULT", "result\u200b", "\u202etluser", "re\u0455ult", "result\udcff", "r\u00e9sult"):
    with open("/out/" + name, "w") as file:
        file.write("x")
