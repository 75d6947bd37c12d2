"""One editor for each kind of question; `make_editor` picks it."""
