"""The command line as a module: `python -m benelux_tracker`."""

from benelux_tracker.cli import main

if __name__ == "__main__":
    main()
