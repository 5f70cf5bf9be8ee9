"""Addresses that changed: whoever follows the old one arrives at the new one."""

from wagtail.contrib.redirects.models import Redirect


def keep_old_address(old_path: str, new_path: str) -> None:
    """
    Send the visitors of an old address of a thing to its new one, at once.

    Redirects that led to the old address are turned too, so that nobody is sent
    twice, and one that led away from the new address goes, so that nobody runs in
    circles.
    """
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=Redirect.normalise_path(new_path)).delete()
    Redirect.objects.filter(redirect_link=old_path).update(redirect_link=new_path)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(old_path),
        site=None,
        defaults={
            "redirect_link": new_path,
            "is_permanent": True,
            "automatically_created": True,
        },
    )
