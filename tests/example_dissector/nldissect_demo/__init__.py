"""A dissector package: each module describes one family, pyproject.toml names them."""
