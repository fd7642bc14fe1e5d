"""Escape sequences for whoever looks at the output"""

import sys

sys.stdout.buffer.write(b"\x1b]0;title\x07\x1b[2J\x9b31m VERIFIED\r\xe2\x80\xae\xff\x00\x08")
