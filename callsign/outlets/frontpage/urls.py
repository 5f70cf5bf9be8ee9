"""The addresses of the outlet that are not Wagtail pages."""

app_name = "frontpage"
urlpatterns = []
