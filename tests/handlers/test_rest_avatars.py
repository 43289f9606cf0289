"""People's pictures through the function."""

import pytest

from tests.fakes import FakeBlobs
from tests.fixtures.factories import Owner, Row, insert, make_account, make_user
from tests.handlers.rest_client import Client, token_of


@pytest.fixture
def account(owner: Owner) -> Row:
    return make_account(owner)


@pytest.fixture
def user(owner: Owner, account: Row) -> Row:
    return make_user(owner, account)


@pytest.fixture
def person(client: Client, owner: Owner, account: Row, user: Row) -> Client:
    return client.by_token(token_of(owner, account, user))


def picture(owner: Owner, blobs: FakeBlobs, account: Row, user: Row, **columns: object) -> str:
    """A picture the media worker has prepared."""
    values = {
        "kind": "image",
        "state": "stored",
        "mime_type": "image/jpeg",
        "object_key": "accounts/x/photo.jpg",
        "bytes": 9,
        **columns,
    }
    row = insert(owner, "media", account_id=account["id"], created_by=user["id"], **values)
    blobs.objects["accounts/x/photo.jpg"] = (b"a picture", "image/jpeg")
    return str(row["id"])


def test_a_picture_is_shown_to_colleagues_only(
    client: Client, person: Client, owner: Owner, account: Row, user: Row, blobs: FakeBlobs
) -> None:
    answer = person.put("/api/v1/me/avatar", {"media_id": picture(owner, blobs, account, user)})
    assert answer.status == 200, answer.text
    url = answer.json["user"]["avatar_url"]
    assert url.startswith(f"/api/v1/users/{user['id']}/avatar?v=")
    path = url.partition("?")[0]
    colleague = client.by_token(token_of(owner, account, make_user(owner, account)))
    shown = colleague.get(path)
    assert shown.status == 302
    key = shown.headers["location"].removeprefix("https://media.invalid/").partition("?")[0]
    assert key.startswith(f"accounts/{account['id']}/avatars/{user['id']}/")
    assert blobs.objects[key] == (b"a picture", "image/jpeg")
    elsewhere = make_account(owner)
    stranger = client.by_token(token_of(owner, elsewhere, make_user(owner, elsewhere)))
    assert (stranger.get(path).status, client.get(path).status) == (404, 401)
    # The message's file may be deleted: the picture is a copy.
    blobs.delete(["accounts/x/photo.jpg"])
    assert blobs.get(key) == b"a picture"


def test_another_picture_leaves_nothing_of_the_first(
    person: Client, owner: Owner, account: Row, user: Row, blobs: FakeBlobs
) -> None:
    first = person.put("/api/v1/me/avatar", {"media_id": picture(owner, blobs, account, user)}).json
    second = person.put("/api/v1/me/avatar", {"media_id": picture(owner, blobs, account, user)}).json
    assert first["user"]["avatar_url"] != second["user"]["avatar_url"]
    kept = [body for key, (body, _) in blobs.objects.items() if "/avatars/" in key]
    assert sorted(kept) == [b"", b"a picture"]
    gone = person.delete("/api/v1/me/avatar")
    assert (gone.status, gone.json["user"]["avatar_url"]) == (200, None)
    assert [body for key, (body, _) in blobs.objects.items() if "/avatars/" in key] == [b"", b""]
    assert person.get(f"/api/v1/users/{user['id']}/avatar").status == 404


@pytest.mark.parametrize(
    ("columns", "status", "code"),
    [
        ({"kind": "document"}, 422, "not_a_picture"),
        ({"mime_type": "image/svg+xml"}, 422, "not_a_picture"),
        ({"mime_type": "image/webp"}, 422, "not_a_picture"),
        ({"bytes": 5 * 1024 * 1024 + 1}, 422, "not_a_picture"),
        ({"state": "failed"}, 422, "not_a_picture"),
        ({"state": "uploading"}, 409, "media_pending"),
        ({"state": "pending"}, 409, "media_pending"),
    ],
)
def test_only_a_picture_that_was_looked_at(
    person: Client, owner: Owner, account: Row, user: Row, blobs: FakeBlobs, columns: Row, status: int, code: str
) -> None:
    answer = person.put("/api/v1/me/avatar", {"media_id": picture(owner, blobs, account, user, **columns)})
    assert (answer.status, answer.code) == (status, code)
    assert person.get("/api/v1/session").json["user"]["avatar_url"] is None


def test_a_picture_of_somebody_else_is_nobodys(person: Client, owner: Owner, account: Row, blobs: FakeBlobs) -> None:
    theirs = picture(owner, blobs, account, make_user(owner, account))
    assert person.put("/api/v1/me/avatar", {"media_id": theirs}).status == 404
