"""Leave with more than was declared"""

import os

os.makedirs("/out/sub/deeper")
for name in ("result", "secret", "sub/secret", "sub/deeper/secret", ".hidden", "-rf", "a\nb", "Result", "result "):
    with open("/out/" + name, "w") as file:
        file.write("private")
