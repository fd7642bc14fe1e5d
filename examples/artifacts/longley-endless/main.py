"""Never comes to an end."""

import itertools

total = 0
for number in itertools.count():
    total += number
