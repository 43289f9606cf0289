"""The product on one machine: embedded Postgres, a local AWS engine, the real template, one front door."""
