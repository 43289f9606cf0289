"""Delivery: handing outbound messages to the platform, in order, once, at its pace; and files in both directions."""
