write(share=mean([x["passed"] == "yes" for x in rows() if int(x["age"]) > 35]))
