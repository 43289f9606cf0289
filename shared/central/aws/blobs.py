"""S3: files of messages. Addresses are signed here; boto3 is imported only where whole files move."""

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from central.aws.signed import presign, region

# Shown inside the page; everything else is offered as a download (HTML and SVG must never run on our origin).
_INLINE = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/", "application/pdf")


class S3Blobs:
    """The media bucket.

    Args:
        bucket: returns its name.
    """

    def __init__(self, bucket: Callable[[], str]) -> None:
        self._bucket = bucket
        self._s3: Any = None

    def put_file(self, key: str, path: str, mime_type: str) -> None:
        """Store the file at ``path`` under ``key``."""
        self._client().upload_file(path, self._bucket(), key, ExtraArgs={"ContentType": mime_type})

    def get_file(self, key: str, path: str) -> None:
        """Write the object to ``path``."""
        self._client().download_file(self._bucket(), key, path)

    def put(self, key: str, body: bytes, mime_type: str) -> None:
        """Store ``body`` under ``key``."""
        self._client().put_object(Bucket=self._bucket(), Key=key, Body=body, ContentType=mime_type)

    def get(self, key: str) -> bytes:
        """Return the object's content."""
        content: bytes = self._client().get_object(Bucket=self._bucket(), Key=key)["Body"].read()
        return content

    def head(self, key: str) -> int | None:
        """Return the object's size in bytes, or None when it does not exist."""
        from botocore.exceptions import ClientError

        try:
            size: int = self._client().head_object(Bucket=self._bucket(), Key=key)["ContentLength"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise
        return size

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; those that do not exist are no error."""
        for key in keys:
            self._client().delete_object(Bucket=self._bucket(), Key=key)

    def delete_folder(self, folder: str) -> None:
        """Delete every object below ``folder`` (without a slash at the end); an empty one is no error."""
        pages = self._client().get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket(), Prefix=f"{folder}/"):
            self.delete([found["Key"] for found in page.get("Contents") or ()])

    def upload_url(self, key: str, *, mime_type: str, size: int, expires_seconds: int) -> tuple[str, dict[str, str]]:
        """Return a signed PUT address bound to type and size, and the headers the browser must send."""
        headers = {"content-type": mime_type, "content-length": str(size)}
        url = presign("PUT", self._url(key), service="s3", expires_seconds=expires_seconds, headers=headers, query={})
        return url, {"content-type": mime_type}

    def download_url(
        self, key: str, *, file_name: str | None, mime_type: str, inline: bool, expires_seconds: int
    ) -> str:
        """Return a signed GET address; the type is fixed by us, whatever was stored."""
        shown = inline and mime_type.split(";")[0].strip().lower().startswith(_INLINE)
        disposition = "inline" if shown else "attachment"
        if file_name:
            disposition += f"; filename*=UTF-8''{quote(file_name, safe='')}"
        query = {
            "response-content-type": mime_type if shown else "application/octet-stream",
            "response-content-disposition": disposition,
        }
        return presign("GET", self._url(key), service="s3", expires_seconds=expires_seconds, headers={}, query=query)

    def _url(self, key: str) -> str:
        path = quote(key, safe="/-_.~")
        endpoint = os.environ.get("AWS_ENDPOINT_URL")
        if endpoint:
            return f"{endpoint.rstrip('/')}/{self._bucket()}/{path}"
        return f"https://{self._bucket()}.s3.{region()}.amazonaws.com/{path}"

    def _client(self) -> Any:
        if self._s3 is None:
            import boto3

            self._s3 = boto3.client("s3")
        return self._s3
