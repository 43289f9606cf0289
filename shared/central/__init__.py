"""Everything Central knows how to do. Functions, the local runner and the tests import it; it imports none of them."""
