"""The 32-bit system call gate, where socketcall hides the family"""

import ctypes
import mmap

page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(b"\xb8\x66\x00\x00\x00\xcd\x80\xc3")  # mov eax, 102 (socketcall); int 0x80; ret
call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print("trying", flush=True)
call()
print("GOT THROUGH")
