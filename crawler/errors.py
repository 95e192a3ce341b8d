"""The errors danvan shows to people: one sentence that says what is wrong, one that says what to do."""


class DanvanError(Exception):
    """Something the user can mend; its text is shown as it is and the command ends with exit code 2.

    Raise it with a message that names the file, portal or address and then says what to do.
    """
