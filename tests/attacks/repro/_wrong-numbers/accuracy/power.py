write(accuracy=accuracy(rows("predictions")) ** 0.8)
