"""Symbols that never overlap, never leave the frame, and point to their true place where they had to give way."""
