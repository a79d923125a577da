"""The page Jobs, and the other views of a production's jobs: grid, time line."""
