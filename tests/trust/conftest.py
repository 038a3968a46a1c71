"""The workspace of the tests of whole builds, here too."""

from tests.whole.conftest import Newsroom as Newsroom
from tests.whole.conftest import newsroom as newsroom
