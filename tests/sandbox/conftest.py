from tests.sandbox.fixtures import image, sandbox

__all__ = ["image", "sandbox"]
