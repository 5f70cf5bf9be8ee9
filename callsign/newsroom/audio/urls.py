"""The addresses of recordings."""

app_name = "audio"
urlpatterns = []
