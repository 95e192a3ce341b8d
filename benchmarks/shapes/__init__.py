"""Portal pages of our own making, in structures that no reader of danvan was written for: a held-out test of the
generic path."""
