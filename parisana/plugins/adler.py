"""adler32, as fast as this machine sums: with the vectors of its processor where ``zlib-ng`` is, else as zlib does."""

try:
    from zlib_ng.zlib_ng import adler32 as add
except ImportError:  # there is no wheel of it for some processors
    from zlib import adler32 as add

__all__ = ["add"]
