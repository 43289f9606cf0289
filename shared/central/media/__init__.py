"""Files of messages: the way from a browser into the bucket, and back out by short-lived addresses."""
