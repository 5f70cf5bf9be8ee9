"""Gifts, sustainers, drives."""
