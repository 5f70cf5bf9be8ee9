import re

from tests.air.http.house import caller_of, in_a_loop, kdemo

LINE = re.compile(r"[a-z_]+(\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\})? -?[0-9.]+")


class TestMetrics:
    @in_a_loop
    async def test_say_how_air_does(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            await caller.ask("/live/kdemo/beat?s=c0ffee00")
            await caller.ask("/nothing")
            answer = await caller.ask("/metrics")

        lines = answer.text.splitlines()
        assert 'callsign_air_listeners{service="kdemo",kind="hls"} 1' in lines
        assert 'callsign_air_source_ready{service="kdemo",source="studio"} 1' in lines
        assert 'callsign_air_source_on_air{service="kdemo",source="remote"} 0' in lines
        assert 'callsign_air_refused_total{reason="no such address"} 1' in lines
        assert "callsign_air_requests_total 3" in lines

    @in_a_loop
    async def test_are_lines_that_prometheus_reads(self, tmp_path):
        async with caller_of(kdemo(tmp_path, segments=3)) as caller:
            answer = await caller.ask("/metrics")

        samples = [line for line in answer.text.splitlines() if line[0] != "#"]
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        assert all(LINE.fullmatch(line) for line in samples)
