"""The demo: look-alike platforms, the simulator behind them and believable data. Deployed only with DemoMode.

The product never imports this. It talks to the look-alikes over HTTPS exactly as to the real platforms, and they talk
back with signed webhooks; state lies in the schema ``demo``, apart from the product's tables.
"""
