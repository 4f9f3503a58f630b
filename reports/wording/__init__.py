"""Sentences of the official report. Paper text, so Vietnamese stands here."""
