"""One adapter per messaging platform, behind the protocol of `base`.

Importing this package imports nothing else: the webhook functions take only the light half of an adapter
(`whatsapp_inbound`), and everything that calls out is imported on first use.
"""
