"""Every sentence can be put into another language."""
