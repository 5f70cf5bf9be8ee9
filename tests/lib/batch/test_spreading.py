from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.batch.here import Here
from callsign.lib.batch.spreading import Ready, spread

files = st.lists(st.tuples(st.integers(0, 999), st.sampled_from("aabbc")), unique=True)


class Unruly:
    """A crew that is done in any order, and sees how much it had at once."""

    def __init__(self, width, choose):
        self.width, self.choose = width, choose
        self.at_work = deque()
        self.most = 0

    def start(self, task):
        assert not any(task[1] == other[1] for other in self.at_work)
        self.at_work.append(task)
        self.most = max(self.most, len(self.at_work))

    def finished(self):
        self.at_work.rotate(self.choose())
        return [(task := self.at_work.popleft(), f"done {task[0]}")]


class TestSpreading:
    @given(files, st.integers(2, 5), st.data())
    def test_does_each_once_and_never_two_alike_at_a_time(self, tasks, width, data):
        crew = Unruly(width, lambda: data.draw(st.integers(0, 4)))

        done = list(spread(tasks, crew, alike=lambda task: task[1]))

        assert sorted(done) == sorted((task, f"done {task[0]}") for task in tasks)
        assert crew.most <= width

    def test_takes_no_more_at_hand_than_the_crew_has_room_for(self):
        taken = []
        tasks = (taken.append(number) or (number, number) for number in range(100))
        doing = spread(tasks, Unruly(3, lambda: 0), alike=lambda task: None)

        next(doing)

        assert len(taken) == 3

    def test_holds_few_back_when_thousands_are_alike(self):
        taken = []
        tasks = (taken.append(number) or (number, "same") for number in range(1_000))
        doing = spread(tasks, Unruly(4, lambda: 0), alike=lambda task: task[1])

        next(doing)

        assert len(taken) <= 1 + 4

    def test_passes_on_at_once_what_is_known(self):
        tasks = [Ready("there already"), "a", Ready("left out")]

        done = list(spread(tasks, Here(str.upper), alike=hash))

        assert done == [Ready("there already"), ("a", "A"), Ready("left out")]
