"""Files that only a test of media needs."""

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame


@pytest.fixture
def silent_film(tmp_path):
    """A film of half a second with no sound in it."""
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(5):
            picture = np.full((48, 64, 3), number * 40, dtype=np.uint8)
            frame = VideoFrame.from_ndarray(picture, format="rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path
