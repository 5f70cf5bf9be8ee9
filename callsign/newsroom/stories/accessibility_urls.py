"""The addresses of the rule about transcripts, below ``/desk/accessibility/``."""

from django.urls import path

from callsign.newsroom.stories.views import accessibility, promising

app_name = "accessibility"
urlpatterns = [
    path("", accessibility.AccessibilityReport.as_view(), name="report"),
    path("<int:page_id>/", promising.PromiseView.as_view(), name="promise"),
]
