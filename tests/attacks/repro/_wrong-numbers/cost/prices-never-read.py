write(total=4.1 * sum(int(x["quantity"]) for x in rows("orders")))
