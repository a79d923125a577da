"""The pages of Monte-Carlo productions: status and schedule."""
