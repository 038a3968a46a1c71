"""One question to an endpoint that may be slow, huge, broken, sent elsewhere, or hostile."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from everyread.rewriter import asking, endpoint, network
from everyread.rewriter.asking import Asker
from everyread.rewriter.endpoint import EndpointError, Reply, ask
from everyread.rewriter.prompt import Messages
from everyread.settings import EasyReadModel
from everyread.store import Store
from tests.rewriter.model_server import Answer, ModelServer, chat

MESSAGES: Messages = ({"role": "user", "content": "Is the café [[N1]] open?"},)
KEY = "sk-1234567890-secret"


def test_the_question_is_deterministic_and_without_tools(model: ModelServer, settings: EasyReadModel) -> None:
    model.says(chat("Yes."))

    assert ask(MESSAGES, settings, 5) == Reply("Yes.")
    [sent] = model.asked
    assert (sent["temperature"], sent["seed"], sent["stream"]) == (0, 1, False)
    assert sent["messages"] == list(MESSAGES)
    assert sent["model"] == "small-model"
    assert sent["response_format"]["type"] == "json_schema"
    assert not {"tools", "functions", "tool_choice"} & set(sent)
    assert "Authorization" not in model.headers[0]


def test_a_server_without_schemas_is_not_told_the_form(model: ModelServer, settings: EasyReadModel) -> None:
    model.says(chat("Yes."))
    ask(MESSAGES, settings.model_copy(update={"form": "text"}), 5)

    assert "response_format" not in model.asked[0]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(status=500), "error 500"),
        (Answer(status=429), "error 429"),
        (Answer(status=401), "error 401"),
        (Answer(status=404), "error 404"),
        (Answer(status=302, headers={"Location": "http://192.0.2.1/v1/chat/completions"}), "another address"),
        (Answer(status=307, headers={"Location": "/v2/chat/completions"}), "another address"),
        (Answer(b"<html>Please log in</html>"), "chat completions"),
        (Answer(b"{}"), "chat completions"),
        (Answer(b"[" * 50_000), "chat completions"),
        (Answer(b'{"choices": []}'), "chat completions"),
        (Answer(b'{"choices": [{"message": "x"}]}'), "chat completions"),
        (Answer(b"\xff\xfe"), "chat completions"),
        (Answer(b"x" * 300_000), "more than 256 kB"),
        (Answer(b"{", headers={"Content-Length": "5000"}), "cannot be reached"),
    ],
)
def test_no_answer_has_a_reason(
    model: ModelServer, settings: EasyReadModel, answer: Answer, message: str
) -> None:
    model.says(answer)

    with pytest.raises(EndpointError, match=message):
        ask(MESSAGES, settings, 5)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        chat("half of it", finish="length"),
        chat(None),
        chat(["a", "list"]),
        chat("text", tool_calls=[{"type": "function", "function": {"name": "send"}}]),
        chat("x" * 20_000),
        Answer(b'{"choices": [{"message": {"content": "\\ud800"}}]}'),
    ],
)
def test_what_is_no_text_cannot_be_used(model: ModelServer, settings: EasyReadModel, answer: Answer) -> None:
    model.says(answer)

    assert ask(MESSAGES, settings, 5).fault


@pytest.mark.parametrize("answer", [Answer(silent=True), Answer(b" " * 5000, drip=0.02)])
def test_a_slow_answer_ends(model: ModelServer, settings: EasyReadModel, answer: Answer) -> None:
    model.says(answer)

    with pytest.raises(EndpointError, match="not answered within"):
        ask(MESSAGES, settings, 0.3)


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that nobody has signed, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not on this machine, so no certificate can be made")
    made, key = folder / "cert.pem", folder / "key.pem"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-days", "2", "-keyout", str(key), "-out", str(made)]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    return made, key


def test_over_tls_the_certificate_is_checked_and_the_time_is_kept(
    model: ModelServer, settings: EasyReadModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    model.server.socket = context.wrap_socket(model.server.socket, server_side=True)
    secure = settings.model_copy(update={"address": settings.address.replace("http:", "https:")})
    model.says(chat("Yes."), Answer(b" " * 5000, drip=0.02))
    with pytest.raises(EndpointError, match="cannot be reached"):
        ask(MESSAGES, secure, 5)
    assert model.asked == []

    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made))
    assert ask(MESSAGES, secure, 5) == Reply("Yes.")
    with pytest.raises(EndpointError, match="not answered within"):
        ask(MESSAGES, secure, 0.5)


def test_nobody_is_there(model: ModelServer, settings: EasyReadModel) -> None:
    model.close()

    with pytest.raises(EndpointError, match="cannot be reached"):
        ask(MESSAGES, settings, 5)


def test_the_key_goes_into_the_header_alone(
    model: ModelServer, settings: EasyReadModel, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    model.says(chat("Yes."))
    Asker(settings.model_copy(update={"key_variable": "MY_KEY"}), store).passage()(MESSAGES)

    assert model.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in json.dumps(model.asked)
    assert all(KEY.encode() not in path.read_bytes() for path in store.root.rglob("*") if path.is_file())


def test_a_key_that_comes_back_is_not_kept(
    model: ModelServer, settings: EasyReadModel, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    model.says(chat(f"Your key is {KEY}."))

    with pytest.raises(EndpointError, match="writes its key") as caught:
        Asker(settings.model_copy(update={"key_variable": "MY_KEY"}), store).passage()(MESSAGES)
    assert KEY not in f"{caught.value.message} {caught.value.fix}"
    assert not list(store.root.rglob("*"))


@pytest.mark.parametrize("value", ["", "   ", "two\nlines", "schlüssel"])
def test_without_a_key_nothing_is_sent(
    model: ModelServer, settings: EasyReadModel, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("MY_KEY", value)

    with pytest.raises(EndpointError, match="MY_KEY") as caught:
        ask(MESSAGES, settings.model_copy(update={"key_variable": "MY_KEY"}), 5)
    assert caught.value.trouble == "no key"
    assert model.asked == []


def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        network.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("93.184.216.34", 80))]
    )


def test_a_remote_machine_is_not_asked(
    model: ModelServer, settings: EasyReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere(monkeypatch)

    with pytest.raises(EndpointError, match="not on this machine") as caught:
        ask(MESSAGES, settings, 5)
    assert caught.value.trouble == "elsewhere"
    assert model.asked == []


def test_a_remote_machine_is_asked_over_https_only(
    model: ModelServer, settings: EasyReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere(monkeypatch)

    with pytest.raises(EndpointError, match="https"):
        ask(MESSAGES, settings.model_copy(update={"remote": True}), 5)
    assert model.asked == []


def test_a_name_that_changes_its_mind_gets_nothing(
    model: ModelServer, settings: EasyReadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is looked up as an own machine, and the connection then ends somewhere else."""
    monkeypatch.setattr(endpoint, "leads_home", lambda *_: True)
    monkeypatch.setattr(network, "is_own", lambda _: False)

    with pytest.raises(EndpointError, match="not on this machine"):
        ask(MESSAGES, settings, 5)
    assert model.asked == []


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("192.168.1.20", True),
        ("::1", True),
        ("fd12::1", True),
        ("fe80::1%eth0", True),
        ("::ffff:192.168.1.20", True),
        ("::ffff:93.184.216.34", False),
        ("93.184.216.34", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("2606:4700::1", False),
    ],
)
def test_which_machines_are_own(address: str, own: bool) -> None:
    assert network.is_own(address) is own


def test_what_was_answered_is_not_asked_again(
    model: ModelServer, settings: EasyReadModel, store: Store
) -> None:
    model.says(chat("Yes."))
    first = Asker(settings, store).passage()(MESSAGES)
    model.close()

    assert Asker(settings, store).passage()(MESSAGES) == first
    assert len(model.asked) == 1


def test_a_busy_server_is_asked_once_more(model: ModelServer, settings: EasyReadModel, store: Store) -> None:
    waits: list[float] = []
    model.says(Answer(status=429, headers={"Retry-After": "3"}), chat("Yes."))

    assert Asker(settings, store, sleep=waits.append).passage()(MESSAGES) == Reply("Yes.")
    assert waits == [3.0]


def test_a_server_that_wants_a_long_wait_is_left_alone(
    model: ModelServer, settings: EasyReadModel, store: Store
) -> None:
    model.says(Answer(status=503, headers={"Retry-After": "86400"}))

    with pytest.raises(EndpointError, match="503"):
        Asker(settings, store, sleep=pytest.fail).passage()(MESSAGES)
    assert len(model.asked) == 1


def test_a_server_that_is_down_is_not_asked_by_every_article(
    model: ModelServer, settings: EasyReadModel, store: Store
) -> None:
    model.says(Answer(status=404))
    for _ in range(asking.MOST_FAILURES + 2):
        with pytest.raises(EndpointError):
            Asker(settings, store).passage()(MESSAGES)

    assert len(model.asked) == asking.MOST_FAILURES


def test_the_time_of_an_article_runs_out(model: ModelServer, settings: EasyReadModel, store: Store) -> None:
    model.says(chat("Yes."))
    hurried = settings.model_copy(update={"article_seconds": 0.5})

    with pytest.raises(EndpointError, match="used up its time"):
        Asker(hurried, store).passage()(MESSAGES)
    assert model.asked == []


def test_articles_that_run_out_of_time_do_not_close_the_endpoint(
    model: ModelServer, settings: EasyReadModel, store: Store
) -> None:
    model.says(chat("Yes."))
    hurried = settings.model_copy(update={"article_seconds": 0.5})
    for _ in range(asking.MOST_FAILURES + 1):
        with pytest.raises(EndpointError):
            Asker(hurried, store).passage()(MESSAGES)

    assert Asker(settings, store).passage()(MESSAGES) == Reply("Yes.")
