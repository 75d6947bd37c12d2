"""TAC Desktop: an offline case file for a social worker placed in a women's prison."""

__version__ = "0.1.0"
