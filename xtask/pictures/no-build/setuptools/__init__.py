"""Stands in place of setuptools, so that pip runs nothing of a package that it only fetches."""
