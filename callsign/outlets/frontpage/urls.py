"""The addresses of the outlet that are not Wagtail pages."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from callsign.outlets.frontpage import (
    downloads,
    feeds,
    program_page,
    quote_urls,
    sitemaps,
    views,
)


class PageSlug(SlugConverter):
    """A slug as Wagtail lets editors write it: in any alphabet, where Django's is ASCII."""

    regex = r"[-\w]+"


register_converter(PageSlug, "page_slug")

app_name = "frontpage"
urlpatterns = [
    path("stories/<page_slug:month>/<page_slug:slug>/", views.story, name="story"),
    path(
        "stories/<page_slug:month>/<page_slug:slug>/transcript.<slug:suffix>",
        downloads.transcript,
        name="transcript",
    ),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("feeds/", feeds.feeds_page, name="feeds"),
    path("feed.xml", feeds.front_feed, name="front_feed"),
    path("topics/<slug:slug>/feed.xml", feeds.topic_feed, name="topic_feed"),
    path("people/<slug:slug>/feed.xml", feeds.person_feed, name="person_feed"),
    path("programs/<page_slug:slug>/feed.xml", feeds.program_feed, name="program_feed"),
    path(
        "programs/<page_slug:slug>/episodes/",
        program_page.episodes_page,
        name="episodes",
    ),
    path(
        "programs/<page_slug:program>/<page_slug:slug>/transcript.<slug:suffix>",
        downloads.episode_transcript,
        name="episode_transcript",
    ),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.sitemap_pages),
    path("sitemap-stories-<int:number>.xml", sitemaps.sitemap_stories),
    path("news-sitemap.xml", sitemaps.news_sitemap),
    path("robots.txt", sitemaps.robots),
    *quote_urls.patterns(),
]
