"""Addresses of uploads for the templates of the desk."""

from django import template

from iomiran.common.files.presenting import upload_url

register = template.Library()


@register.filter
def file_url(upload) -> str:
    return upload_url(upload)
