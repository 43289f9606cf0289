"""The product on one machine: what `make run` starts. Nothing here is deployed."""
