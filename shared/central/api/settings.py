"""What the API is told about its surroundings."""

from dataclasses import dataclass

from central.origin import is_own_origin


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """Settings of the REST edge.

    Attributes:
        public_url: where browsers and platforms reach us, without a trailing slash.
        version: what is deployed.
        graph_base_url, graph_version: Meta's Graph API.
        sign_up: whether anybody may open a company.
        origin_secret: what CloudFront proves itself with; empty where there is none.
    """

    public_url: str
    version: str = "development"
    graph_base_url: str = "https://graph.facebook.com"
    graph_version: str = "v24.0"
    origin_secret: str = ""
    sign_up: bool = False

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over TLS."""
        return self.public_url.startswith("https://")

    @property
    def cookie_name(self) -> str:
        """Name of the session cookie; the ``__Host-`` prefix needs TLS."""
        return "__Host-session" if self.secure else "session"

    @property
    def device_cookie(self) -> str:
        """Name of the cookie by which a browser is known again after signing out."""
        return "__Host-device" if self.secure else "device"

    @property
    def journey_cookie(self) -> str:
        """Name of the cookie by which a browser proves that it began a journey to a provider."""
        return "__Host-journey" if self.secure else "journey"

    @property
    def redirect_uri(self) -> str:
        """Where providers send browsers back to: this one page, whatever they were asked for."""
        return f"{self.public_url}/entrar/retorno"

    def is_own_origin(self, origin: str) -> bool:
        """Whether an ``Origin`` header names the product itself. On one machine its two names are the same place."""
        return is_own_origin(origin, self.public_url)
