"""What the tests can be asked."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the reports of tests/golden anew instead of comparing them",
    )
