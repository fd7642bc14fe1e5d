"""Files that the caller names are written whole, and nothing is written over unasked."""

import pytest

from gate.engine.publish.output import refuse_existing, write_output
from gate.model.errors import InfrastructureError, UsageError


def test_another_file_is_written_over_only_when_asked(tmp_path):
    path = tmp_path / "v.bundle"
    refuse_existing(path, what="bundle", force=False)
    write_output(path, b"one", what="bundle")
    with pytest.raises(UsageError, match=r"bundle\.exists") as caught:
        refuse_existing(path, what="bundle", force=False)
    assert "--force" in (caught.value.hint or "")
    assert path.read_bytes() == b"one"
    refuse_existing(path, what="bundle", force=True)
    write_output(path, b"two", what="bundle")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_no_regular_file_is_never_written_over(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"kept")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "link", "dangling"):
        for force in (False, True):
            with pytest.raises(UsageError, match=r"bundle\.exists"):
                refuse_existing(tmp_path / name, what="bundle", force=force)
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_what_cannot_be_written_leaves_nothing(tmp_path):
    path = tmp_path / "nowhere" / "v.bundle"
    refuse_existing(path, what="bundle", force=False)
    with pytest.raises(InfrastructureError, match=r"bundle\.write"):
        write_output(path, b"x", what="bundle")
    assert list(tmp_path.iterdir()) == []
