"""The security headers of every page, as CloudFront sends them (SecurityHeaders in template.yaml; a test compares).

Scripts are not named here: each built page carries its own script policy with the hashes of its inline scripts, and a
browser enforces both.
"""

from __future__ import annotations


def security_headers(media_origin: str, socket_origin: str) -> dict[str, str]:
    """Headers of pages.

    Args:
        media_origin: scheme, host and port of the signed addresses of files.
        socket_origin: ws:// or wss:// origin of our own sockets (older browsers do not count them as 'self').
    """
    policy = {
        "object-src": "'none'",
        "frame-src": "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "img-src": f"'self' blob: data: {media_origin}",
        "media-src": f"'self' blob: {media_origin}",
        "connect-src": f"'self' {socket_origin} {media_origin}",
        "base-uri": "'self'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(self), microphone=(self), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
