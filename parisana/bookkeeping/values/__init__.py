"""What goes into the bookkeeping and comes out of it: plain values, which know no database."""
