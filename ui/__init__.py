"""What a person looks at: the desktop window and the web pages."""
