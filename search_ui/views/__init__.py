"""The pages, one module each.

A module's ``blueprint`` is found by the application: adding a page is adding a file here and a template that extends
``base.html``. Its name in the frame stands in `search_ui.frame.NAVIGATION`. Texts are wrapped: ``_("…")`` and
``counted("%(n)s bài", n)`` in templates, ``gettext`` of Flask-Babel and `search_ui.wording.counted` in views. Links are
made by `search_ui.params.url` (searches), ``url_for``, or ``link("/help")``: all three hand the language on. A form
without the hidden fields of `params.pairs` holds ``{{ language_field() }}`` of ``parts.html``.
"""
