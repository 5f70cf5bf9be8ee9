"""The addresses of the station itself."""

from django.urls import path

from callsign.newsroom.station import views

app_name = "station"
urlpatterns = [path("brand.css", views.brand, name="brand")]
