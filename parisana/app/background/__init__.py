"""Work that goes on behind the window, in threads and in a process of its own."""
