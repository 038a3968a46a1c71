"""The workspace of the tests of whole builds, here too."""

from tests.whole.conftest import Newsroom as Newsroom
from tests.whole.conftest import newsroom as newsroom
from tests.whole.conftest import stock as stock
from tests.whole.conftest import stocked as stocked
