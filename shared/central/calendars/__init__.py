"""When a company works: hours of the week, holidays, exceptions; shared by whatever asks whether somebody is there."""
