"""What the tests can be asked."""

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)  # a busy machine is no mistake
settings.register_profile("brief", deadline=None, max_examples=10)  # beside a run of all tests
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the reports of tests/golden anew instead of comparing them",
    )
