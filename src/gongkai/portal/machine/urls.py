"""One page, one path, one view, one name."""

from django.urls import path

from gongkai.portal.machine import sitemap

urlpatterns = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemaps/pages.xml", sitemap.sitemap_pages, name="sitemap_pages"),
    path("sitemaps/<int:number>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("opensearch.xml", sitemap.opensearch, name="opensearch"),
]
