p = {x["item"]: 1.07 * float(x["price"]) for x in rows("prices")}
write(total=sum(int(x["quantity"]) * p[x["item"]] for x in rows("orders")))
