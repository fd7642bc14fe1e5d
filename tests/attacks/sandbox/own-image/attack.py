"""An image that the submitter names"""

print("GOT THROUGH")
