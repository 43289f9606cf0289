"""AWS, as the ports the use cases need. Nothing outside this package talks to AWS."""
