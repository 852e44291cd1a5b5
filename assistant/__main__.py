"""python -m assistant, the same as the console script `exhibit`."""

from assistant.cli import exhibit


def main() -> None:
    """Run the command line."""
    exhibit(prog_name="exhibit")


if __name__ == "__main__":
    main()
