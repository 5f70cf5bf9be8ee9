"""Which pictures leave the station, and how safely."""

from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.cast import HOST
from tests.hanging_up import connection_kept

PNG = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def stored():
    """A picture of each folder, gone again after the test."""
    names = [
        default_storage.save(name, ContentFile(PNG))
        for name in (
            "images/rain.width-800.png",
            "original_images/rain.png",
            "images/rain.svg",
            "documents/script.png",
        )
    ]
    yield names
    for name in names:
        default_storage.delete(name)


def get(client, name):
    response = client.get(f"/media/{name}")
    response.body = b"".join(response) if response.streaming else response.content
    with connection_kept():
        response.close()
    return response


@pytest.mark.django_db
class TestSendingAPicture:
    def test_drawn_for_a_page_to_everybody(self, client, stored):
        response = get(client, stored[0])

        assert response.body == PNG
        assert response["Content-Type"] == "image/png"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "public, max-age=2592000"

    def test_an_original_to_staff_alone(self, client, stored):
        assert get(client, stored[1]).status_code == HTTPStatus.NOT_FOUND

        client.force_login(get_user_model().objects.create_superuser(HOST))

        response = get(client, stored[1])
        assert response.body == PNG
        assert response["Cache-Control"] == "private, no-store"

    def test_that_could_carry_script_to_nobody(self, client, stored):
        assert get(client, stored[2]).status_code == HTTPStatus.NOT_FOUND

    def test_from_another_folder_to_nobody(self, client, stored):
        assert get(client, stored[3]).status_code == HTTPStatus.NOT_FOUND

    def test_by_way_of_another_folder_to_nobody(self, client, stored):
        climbing = stored[1].replace("original", "images/../original")

        assert get(client, climbing).status_code == HTTPStatus.NOT_FOUND

    @pytest.mark.parametrize(
        "name",
        [
            "images/../secret-key",
            "images/..%2f..%2fsecret.png",
            "images/../../x.png",
            "x.png",
        ],
    )
    def test_from_outside_of_the_folder_to_nobody(self, client, name):
        assert get(client, name).status_code in (
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.NOT_FOUND,
        )
