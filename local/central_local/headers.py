"""The security headers of every page, as CloudFront sends them (SecurityHeaders in template.yaml; a test compares).

Nothing is let through that is not named. Scripts and styles are files of ours: what a page would begin with is taken
out of it when it is built (web/build/pages.ts). No text becomes markup or a script: nothing of ours or of a library
makes such values, so no policy of trusted types may be made either.
"""

from __future__ import annotations


def security_headers(media_origin: str, socket_origin: str) -> dict[str, str]:
    """Headers of pages.

    Args:
        media_origin: scheme, host and port of the signed addresses of files.
        socket_origin: ws:// or wss:// origin of our own sockets (older browsers do not count them as 'self').
    """
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "img-src": f"'self' blob: {media_origin}",
        "media-src": f"'self' blob: {media_origin}",
        "connect-src": f"'self' {socket_origin} {media_origin}",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(self), microphone=(self), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
