"""The schedule's addresses inside the desk."""

from django.urls import path

from callsign.newsroom.schedule.views import changes, editing, slots, week

urlpatterns = [
    path("", week.home, name="schedule_home"),
    path("<slug:service_slug>/", week.week, name="schedule_week"),
    path("<slug:service_slug>/airing/", week.tile, name="schedule_airing"),
    path("<slug:service_slug>/slots/", slots.slots, name="schedule_slots"),
    path("<slug:service_slug>/edit/<slug:kind>/", editing.edit, name="schedule_edit"),
    path("<slug:service_slug>/changes/", changes.changes, name="schedule_changes"),
    path(
        "<slug:service_slug>/changes/<int:number>/undo/",
        changes.take_back,
        name="schedule_undo",
    ),
]
