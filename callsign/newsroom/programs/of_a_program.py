"""Adding what belongs to a program, from the page of the program."""

from django.db.models import Model
from wagtail.snippets.views.snippets import CreateView

from callsign.newsroom.programs.models import Carriage, Program
from callsign.newsroom.station.models import Station


class OfAProgramView(CreateView):
    """Begins with the program from whose page somebody came."""

    def get_initial_form_instance(self) -> Model:
        asked = self.request.GET.get("program", "")
        found = Program.objects.filter(pk=asked if asked.isdecimal() else None).first()
        return self.model(program=found)


class AddCarriageView(OfAProgramView):
    """Begins with the station as well, where there is but one."""

    def get_initial_form_instance(self) -> Carriage:
        row = super().get_initial_form_instance()
        stations = Station.objects.all()[:2]
        if len(stations) == 1:
            row.station = stations[0]
        return row
