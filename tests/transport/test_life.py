"""A backend's life: opened, cancelled amid a call, shut down with nothing left, opened again."""

from __future__ import annotations

import asyncio
import gc
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from bot.transport import AiohttpRequest
from tests.transport.conftest import Make, bot_on, sockets, sockets_left
from tests.transport.server import FILE, TOKEN, Act, Server, serving, waits, writes

HALF = b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"ok":true'


@pytest.mark.parametrize("act", [waits, writes(HALF)], ids=["before the answer", "amid the answer"])
async def test_a_cancelled_call_takes_its_connection_with_it(make: Make, server: Server, act: Act) -> None:
    async with bot_on(make(), server) as bot:
        for _ in range(3):
            server.next("sendMessage", act)
            before = server.counts["sendMessage"]
            call = asyncio.create_task(bot.send_message(5, "a"))
            await server.until(lambda before=before: server.counts["sendMessage"] > before)  # type: ignore[misc] # a loop's own
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            await server.gone()
        assert (await bot.send_message(5, "b")).message_id == 7
    assert server.counts["sendMessage"] == 4


async def test_who_is_cancelled_in_the_queue_takes_nobodys_turn(make: Make, server: Server) -> None:
    async with bot_on(make(1, pool_timeout=30), server) as bot:
        server.next("sendMessage", waits)
        calls = [asyncio.create_task(bot.send_message(5, str(n))) for n in range(4)]
        await server.until(lambda: server.counts["sendMessage"] == 1)
        calls[2].cancel()
        server.released.set()
        ended = await asyncio.gather(*calls, return_exceptions=True)
    assert isinstance(ended[2], asyncio.CancelledError)
    assert sorted(int(h.fields["text"]) for h in server.heard if h.method == "sendMessage") == [0, 1, 3]


async def test_a_cancelled_upload_leaves_no_socket(server: Server) -> None:
    server.deaf = True
    async with AiohttpRequest() as backend:
        before = sockets()
        call = asyncio.create_task(bot_on(backend, server).send_document(5, FILE * 60))
        await server.until(lambda: server.connections == 1)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        assert await sockets_left(before + 1) == before + 1, "the server's end alone"


async def test_shutdown_leaves_no_socket_and_another_start_works(make: Make, server: Server) -> None:
    before = sockets()
    backend = make()
    for _ in range(2):
        async with bot_on(backend, server) as bot:
            await asyncio.gather(*(bot.send_message(5, str(n)) for n in range(5)))
            assert sockets() > before
        await server.gone()
        assert await sockets_left(before) == before
    gc.collect()  # what was forgotten would complain now


async def test_shutdown_ends_what_is_under_way(server: Server) -> None:
    before = sockets()
    backend = AiohttpRequest()
    bot = bot_on(backend, server)
    await backend.initialize()
    server.next("sendMessage", waits)
    calls = [asyncio.create_task(bot.send_message(5, "a"))]
    await server.until(lambda: server.counts["sendMessage"] == 1)
    server.deaf = True
    calls.append(asyncio.create_task(bot.send_document(5, FILE * 60)))
    await server.until(lambda: server.connections == 2)
    await backend.shutdown()
    for error in await asyncio.gather(*calls, return_exceptions=True):
        assert type(error) is NetworkError
    server.released.set()
    await server.gone()
    assert await sockets_left(before) == before


async def test_opening_twice_and_closing_twice_do_no_harm(make: Make, server: Server) -> None:
    backend = make()
    await backend.initialize()
    await backend.initialize()
    assert (await bot_on(backend, server).get_me()).id == 1
    await backend.shutdown()
    await backend.shutdown()
    with pytest.raises(TelegramError, match="not initialized"):
        await bot_on(backend, server).get_me()


async def test_nothing_is_opened_before_there_is_a_loop_to_do_it(make: Make, server: Server) -> None:
    backend = await asyncio.to_thread(make, read_timeout=3)
    assert backend.read_timeout == 3
    async with backend:
        assert (await bot_on(backend, server).get_me()).id == 1


async def test_over_tls_shutdown_leaves_no_socket_either(make: Make, tmp_path: Path) -> None:
    theirs, trusted = certified(tmp_path)
    before = sockets()
    async with serving(theirs) as server:
        listening = sockets()
        async with bot_on(make(tls=trusted), server) as bot:
            await bot.send_photo(5, FILE)
            assert sockets() > listening
        await server.gone()
        assert await sockets_left(listening) == listening
        async with make() as backend:  # the system does not know this certificate
            with pytest.raises(NetworkError):
                await bot_on(backend, server).get_me()
    assert await sockets_left(before) == before


async def test_the_environments_proxy_is_asked_except_where_it_says_not_to(
    make: Make, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.2,127.0.0.1")
    async with make() as backend, serving() as here:
        far = Bot(TOKEN, "http://far.invalid/bot", request=backend)
        assert (await far.get_me()).id == 1
        with pytest.raises(NetworkError):
            await Bot(TOKEN, "http://127.0.0.2:1/bot", request=backend).get_me()
        assert (await bot_on(backend, here).get_me()).id == 1
    assert [unquote(heard.path) for heard in server.heard] == [f"http://far.invalid/bot{TOKEN}/getMe"]
    assert here.counts["getMe"] == 1


async def test_our_own_machine_is_never_asked_for_through_a_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "proxy.invalid:3128")
    async with AiohttpRequest() as backend:
        assert (await bot_on(backend, server).get_me()).id == 1


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's certificate for 127.0.0.1, and a client that trusts it alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(pem))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(file)
    return theirs, ssl.create_default_context(cafile=str(file))
