p = mean(column("price", file="prices"))
write(total=p * sum(int(x["quantity"]) for x in rows("orders")))
