#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The courier against real servers that misbehave: SMTP and an SMS gateway that refuse, delay,
go away and come back; the courier killed in the middle. Nothing may be lost, nothing may leave
in the clear, and nothing that was sent may stay readable in the store."""

import asyncio
import email
import email.policy
import http.server
import logging
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from aiosmtpd.smtp import SMTP

SOURCE = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
BUILD = os.environ.get("QIAO_BUILD", os.path.join(SOURCE, "build"))
COURIER = os.environ.get("QIAO_COURIER", os.path.join(BUILD, "qiao-courier"))
STAGE = os.environ.get("QIAO_STAGE", os.path.join(BUILD, "t/fault/courier_stage"))
PATIENCE = 40

count = failed = 0


def ok(right, what):
    global count, failed
    count += 1
    failed += not right
    print(f"{'' if right else 'not '}ok {count} - {what}", flush=True)
    return right


def same(got, want, what):
    if not ok(got == want, what):
        print(f"#      got: {got!r}\n# expected: {want!r}", flush=True)


def wait_for(claim, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if claim():
            return True
        time.sleep(0.05)
    return claim()


class Stage:
    """The store, through courier_stage."""

    def __init__(self):
        self.process = subprocess.Popen([STAGE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, "srcdir": SOURCE})
        self.lock = threading.Lock()

    def ask(self, line):
        with self.lock:
            return self.answer_to(line)

    def answer_to(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            print("Bail out! courier_stage has ended")
            sys.exit(1)
        return answer

    def state(self, number):
        return self.ask(f"state {number}")

    def is_state(self, number, word):
        return wait_for(lambda: self.state(number).split()[0] == word)

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)


class Line:
    """Between a courier and its store: it drops, once, before the answer that tells of a claim."""

    def __init__(self, folder, stage):
        self.stage, self.store = stage, stage.ask("store").split()[0]
        self.path = os.path.join(folder, "line.sock")
        self.is_cut = threading.Event()
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(self.path)
        self.listening.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            ours = self.listening.accept()[0]
            theirs = socket.socket(socket.AF_UNIX)
            theirs.connect(self.store)
            for way in ((ours, theirs, False), (theirs, ours, True)):
                threading.Thread(target=self.carry, args=way, daemon=True).start()

    def carry(self, one, other, is_answer):
        try:
            while data := one.recv(1 << 16):
                if is_answer and not self.is_cut.is_set() and self.stage.ask("count sending") != "0":
                    self.is_cut.set()
                    break
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Mailman:
    """A real SMTP server whose answers a test may set."""

    def __init__(self, context=None):
        self.messages = []
        self.at_mail = self.at_recipient = self.at_data = "250 OK"
        self.delay = 0
        self.in_data = threading.Event()
        self.context = context
        self.port = None
        self.loop = None
        self.start()

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_mail.startswith("250"):
            envelope.mail_from = address
        return self.at_mail

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, server, session, envelope):
        if self.at_data.startswith("250"):
            self.messages.append((envelope.rcpt_tos[:], envelope.content, session.ssl is not None))
        self.in_data.set()
        if self.delay:
            await asyncio.sleep(self.delay)     # taken, and the answer is not there yet
        return self.at_data

    def start(self):
        ready = threading.Event()

        def run():
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
            server = self.loop.run_until_complete(self.loop.create_server(
                lambda: SMTP(self, tls_context=self.context, enable_SMTPUTF8=True),
                "127.0.0.1", self.port or 0))
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            self.loop.run_forever()
            server.close()
            for task in asyncio.all_tasks(self.loop):
                task.cancel()
            self.loop.run_until_complete(asyncio.sleep(0.05))

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        ready.wait(10)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def to(self, address):
        return [m for m in self.messages if m[0] == [address]]


class Gateway(http.server.ThreadingHTTPServer):
    """An SMS gateway as Kannel's sendsms answers."""

    def __init__(self):
        self.asked = []
        self.answer = 202
        gateway = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                url = urllib.parse.urlsplit(self.path)
                gateway.asked.append((url.path, urllib.parse.parse_qs(url.query)))
                self.send_response(gateway.answer)
                self.send_header("Content-Length", "26")
                self.end_headers()
                self.wfile.write(b"0: Accepted for delivery.\n")

            def log_message(self, *args):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Courier:
    """One qiao-courier with these settings."""

    def __init__(self, folder, stage, more, demo=0, store=None):
        own, keys = stage.ask("store").split()
        self.settings = os.path.join(folder, f"courier-{time.monotonic_ns()}.hdf")
        self.log = self.settings + ".log"
        with open(self.settings, "w", encoding="utf-8") as f:
            f.write(f"Origin = https://qiao.example\nKeyFile = {keys}\n"
                    f"Db {{\nSocket = {store or own}\nName = qiao\nUser = root\nPassword =\n}}\n"
                    f"Templates = {SOURCE}/templates\nFormalities = {SOURCE}/formalities\n"
                    f"Demo = {demo}\n{more}")
        os.chmod(self.settings, 0o600)
        self.process = None

    def run(self, *options):
        return subprocess.run([COURIER, "-c", self.settings, *options], capture_output=True,
                              text=True, timeout=60)

    def start(self):
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen([COURIER, "-c", self.settings], stderr=log)
        return self

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def said(self):
        with open(self.log, encoding="utf-8") as log:
            return log.read()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()


def mail_settings(port, tls="none", more=""):
    return f"Mail {{\nUrl = smtp://localhost:{port}\nFrom = no-reply@qiao.example\nTls = {tls}\n{more}}}\n"


def sms_settings(port):
    return (f"Sms {{\nUrl = http://127.0.0.1:{port}/cgi-bin/sendsms\nUser = gov\n"
            "Password = pass&word\nFrom = 12345\n}\n")


def arrives(folder, stage, mailman):
    with Courier(folder, stage, mail_settings(mailman.port)) as courier:
        code = stage.ask("queue mail zh 042917 a@example.org")
        began = time.monotonic()
        ok(stage.is_state(code, "sent"), "a code is sent by mail")
        ok(time.monotonic() - began < 2, "within two seconds")
        same(stage.state(code), "sent 1 wiped dropped", "nothing of it stays in the store")
        matter = stage.ask("matter b@example.org")
        ok(stage.is_state(matter, "sent"), "a notice is sent")
        told = courier.said()
    same([m[0] for m in mailman.messages], [["a@example.org"], ["b@example.org"]], "each to its own")
    mail = email.message_from_bytes(mailman.messages[0][1], policy=email.policy.default)
    same(mail["Subject"], "042917 是您的登录验证码", "the subject")
    same(str(mail["From"]), "侨桥海外服务 <no-reply@qiao.example>", "the sender")
    same(mail["Message-ID"], f"<notice-{code}@qiao.example>", "the message's id")
    ok(mail["Date"] is not None and abs(mail["Date"].datetime.timestamp() - time.time()) < 120,
       "the date")
    ok("042917，10 分钟内有效" in mail.get_content(), "the code is in the text")
    same([mail.get_content_type(), mail.get_content_charset()], ["text/plain", "utf-8"], "plain text")
    mail = email.message_from_bytes(mailman.messages[1][1], policy=email.policy.default)
    same(mail["Subject"], "已收到您的申请：无犯罪记录证明", "a subject of two lines")
    ok("WZ7K-3F92-3" in mail.get_content() and
       "https://qiao.example/zh/applications/WZ7K3F923" in mail.get_content(),
       "number and address of the tracking page")
    ok("042917" not in told and "example.org" not in told, "the log has neither code nor address")


def refused(folder, stage, mailman):
    with Courier(folder, stage, mail_settings(mailman.port)):
        mailman.at_recipient = "451 4.7.1 greylisted"
        number = stage.ask("queue mail en 100001 grey@example.org")
        ok(wait_for(lambda: stage.state(number).startswith("queued 1 ")), "4xx: it stays queued")
        mailman.at_recipient = "250 OK"
        ok(stage.is_state(number, "sent"), "and is sent a little later")
        same(stage.state(number), "sent 2 wiped dropped", "at the second try")
        mailman.at_recipient = "550 5.1.1 no such user"
        number = stage.ask("queue mail en 100002 gone@example.org")
        ok(stage.is_state(number, "failed"), "5xx for the recipient: it has failed")
        same(stage.state(number), "failed 1 wiped dropped", "at once, and is wiped")
        mailman.at_recipient = "250 OK"
        mailman.at_data = "554 5.6.0 not like this"
        number = stage.ask("queue mail en 100003 data@example.org")
        ok(stage.is_state(number, "failed"), "5xx for the message: it has failed")
        mailman.at_data = "250 OK"
        mailman.at_mail = "550 5.7.1 you may not send here"
        number = stage.ask("queue mail en 100004 later@example.org")
        ok(wait_for(lambda: stage.state(number).startswith("queued 1 ")),
           "5xx for us: it stays queued, since the settings may be mended")
        mailman.at_mail = "250 OK"
        ok(stage.is_state(number, "sent"), "and then it is sent")


def injected(folder, stage, mailman):
    before = len(mailman.messages)
    with Courier(folder, stage, mail_settings(mailman.port)):
        for address in ("a@example.org^M^JRCPT TO:<b@example.org>", "a@example.org>^JDATA",
                        "a@example.org^M^JBcc: b@example.org"):
            number = stage.ask(f"queue mail en 100005 {address}")
            ok(stage.is_state(number, "failed"), "an address with a line end is refused")
    same(len(mailman.messages), before, "and nothing was sent")


def away(folder, stage, mailman):
    mailman.stop()
    with Courier(folder, stage, mail_settings(mailman.port)) as courier:
        numbers = [stage.ask(f"queue mail en 2000{i:02} away{i}@example.org") for i in range(10)]
        ok(wait_for(lambda: "verdict=again" in courier.said()), "nobody answers: it is tried")
        time.sleep(2)
        ok(courier.said().count("verdict=again") < 10, "not each of them in turn")
        mailman.start()
        ok(all(stage.is_state(n, "sent") for n in numbers), "all are sent when it is back")
    same([len(mailman.to(f"away{i}@example.org")) for i in range(10)], [1] * 10, "each once")


def killed(folder, stage, mailman):
    settings = mail_settings(mailman.port)
    numbers = [stage.ask(f"queue mail en 3000{i:02} killed{i}@example.org") for i in range(12)]
    mailman.delay = 0.3
    for _ in range(4):
        courier = Courier(folder, stage, settings)
        mailman.in_data.clear()
        courier.start()
        ok(mailman.in_data.wait(PATIENCE), "a message is on its way")
        courier.end(signal.SIGKILL)
    mailman.delay = 0
    same(int(stage.ask("count sending")), 4, "killed four times: four are between sent and marked")
    with Courier(folder, stage, settings) as courier:
        ok(wait_for(lambda: int(stage.ask("count queued")) == 0), "the others are sent")
        time.sleep(1)
        same(int(stage.ask("count sending")), 4, "the four wait until their claims run out")
        courier.end()
    stage.ask("hurry")
    with Courier(folder, stage, settings):
        ok(all(stage.is_state(n, "sent") for n in numbers), "then they are sent again")
    got = [len(mailman.to(f"killed{i}@example.org")) for i in range(12)]
    same(got, [2] * 4 + [1] * 8, "nothing lost; what was taken before the kill comes twice")
    ids = [email.message_from_bytes(m[1])["Message-ID"] for m in mailman.to("killed0@example.org")]
    same(ids[0], ids[-1], "with the same id, so that a reader can drop it")


def side_by_side(folder, stage, mailman):
    settings = mail_settings(mailman.port)
    with Courier(folder, stage, settings), Courier(folder, stage, settings), \
            Courier(folder, stage, settings):
        numbers = [stage.ask(f"queue mail en 4000{i:02} many{i}@example.org") for i in range(60)]
        ok(all(stage.is_state(n, "sent") for n in numbers), "three couriers send sixty")
    same([len(mailman.to(f"many{i}@example.org")) for i in range(60)], [1] * 60, "each once")


def cut_off(folder, stage, mailman):
    with Courier(folder, stage, mail_settings(mailman.port)) as courier:
        number = stage.ask("queue mail en 500001 before@example.org")
        ok(stage.is_state(number, "sent"), "sent")
        for _ in range(3):
            stage.ask("cut")
            time.sleep(0.3)
        number = stage.ask("queue mail en 500002 after@example.org")
        ok(stage.is_state(number, "sent"), "sent after its connections to the store were cut")
        same(courier.process.poll(), None, "by the same process")


def cut_off_in_a_claim(folder, stage, mailman):
    """A code is claimed, and the line drops before the courier knows: it has it all the same."""
    line = Line(folder, stage)
    with Courier(folder, stage, mail_settings(mailman.port), store=line.path) as courier:
        number = stage.ask("queue mail en 510001 claimed@example.org")
        ok(line.is_cut.wait(PATIENCE), "the line drops when a code has just been claimed")
        ok(stage.is_state(number, "sent"), "it is sent all the same, and not when the claim has run out")
        same(stage.state(number), "sent 1 wiped dropped", "at the first try")
        same(courier.process.poll(), None, "by the same process")
    same(len(mailman.to("claimed@example.org")), 1, "once")


def ends(folder, stage, mailman):
    mailman.delay = 1
    mailman.in_data.clear()
    courier = Courier(folder, stage, mail_settings(mailman.port)).start()
    number = stage.ask("queue mail en 600001 end@example.org")
    stage.ask("queue mail en 600002 end2@example.org")
    mailman.in_data.wait(PATIENCE)
    same(courier.end(), 0, "SIGTERM: it ends")
    same(int(stage.ask("leases")), 0, "and has given back what it held, so that the next one need not wait")
    mailman.delay = 0
    states = sorted([stage.state(number).split()[0], stage.ask("count queued")])
    same(states, ["1", "sent"], "after the message in hand, and without the next one")
    same(courier.run("--once").returncode, 0, "--once")
    same(int(stage.ask("count queued")), 0, "sends what is due")


def by_tls(folder, stage):
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{folder}/key.pem",
         "-out", f"{folder}/cert.pem"], capture_output=True, check=False)
    same(made.returncode, 0, "a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
    safe, plain = Mailman(context), Mailman()
    with Courier(folder, stage, mail_settings(plain.port, "required")):
        number = stage.ask("queue mail en 700001 tls@example.org")
        ok(wait_for(lambda: stage.state(number).startswith("queued 1 ")),
           "a server without TLS: it stays queued")
    same(plain.messages, [], "and does not leave in the clear")
    with Courier(folder, stage, mail_settings(safe.port, "required")):
        stage.ask("hurry")
        ok(wait_for(lambda: stage.state(number).startswith("queued 2 ")),
           "a certificate that nobody vouches for: it stays queued")
    with Courier(folder, stage, mail_settings(safe.port, "required", f"CaFile = {folder}/cert.pem\n")):
        stage.ask("hurry")
        ok(stage.is_state(number, "sent"), "a server that CaFile vouches for: it is sent")
    same([(m[0], m[2]) for m in safe.messages], [(["tls@example.org"], True)], "under TLS")
    safe.stop()
    plain.stop()


def by_sms(folder, stage):
    gateway = Gateway()
    port = gateway.server_address[1]
    with Courier(folder, stage, sms_settings(port)) as courier:
        number = stage.ask("queue sms zh 080808 +393331234567")
        ok(stage.is_state(number, "sent"), "202: a text message is sent")
        same(stage.state(number), "sent 1 wiped dropped", "and wiped")
        gateway.answer = 403
        refused_one = stage.ask("queue sms zh 090909 +393331234568")
        ok(wait_for(lambda: stage.state(refused_one).startswith("queued 1 ")), "403: it stays queued")
        gateway.answer = 202
        ok(stage.is_state(refused_one, "sent"), "and is sent later")
        wrong = stage.ask("queue sms zh 010101 +39333&to=+390000000")
        ok(stage.is_state(wrong, "failed"), "what is no number is refused")
        told = courier.said()
    same(gateway.asked[0], ("/cgi-bin/sendsms", {
        "username": ["gov"], "password": ["pass&word"], "to": ["+393331234567"], "coding": ["2"],
        "charset": ["UTF-8"], "from": ["12345"],
        "text": ["【侨桥】登录验证码 080808，10 分钟内有效。不要告诉任何人。"]}), "as the gateway wants it")
    same(len(gateway.asked), 3, "nothing else was asked of it")
    ok("pass&word" not in told and "080808" not in told, "the log has neither password nor code")
    gateway.shutdown()


def demo(folder, stage, mailman):
    before = len(mailman.messages)
    with Courier(folder, stage, mail_settings(mailman.port), demo=1):
        number = stage.ask("queue mail en 800001 demo@example.org")
        ok(stage.is_state(number, "sent"), "demo mode: it counts as sent")
        same(stage.state(number), "sent 1 wiped kept", "and is kept for the inbox")
    same(len(mailman.messages), before, "nothing has left")


def asked_to_check(folder, stage, mailman):
    same(Courier(folder, stage, mail_settings(mailman.port)).run("--check").returncode, 0,
         "--check: right settings")
    for settings, what in ((mail_settings(mailman.port, "perhaps"), "Mail.Tls"),
                           (mail_settings(mailman.port).replace("smtp:", "http:"), "Mail.Url"),
                           (mail_settings(mailman.port).replace("no-reply@", "no reply@"), "Mail.From"),
                           (mail_settings(mailman.port, "none", "User = a\n"), "Mail.User"),
                           (sms_settings(1).replace("Password", "Pass"), "Sms.Password"),
                           (sms_settings(1).replace("sendsms", "sendsms?a=b"), "Sms.Url")):
        said = Courier(folder, stage, settings).run("--check")
        ok(said.returncode == 78 and what in said.stderr, f"--check tells a wrong {what}")
    same(subprocess.run([COURIER, "--help"], capture_output=True, check=False).returncode, 0, "--help")
    same(subprocess.run([COURIER, "--nothing"], capture_output=True, check=False).returncode, 64,
         "an option that there is not")


def main():
    for program in (COURIER, STAGE):
        if not os.access(program, os.X_OK):
            print(f"Bail out! {program} is not built")
            return 1
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)    # it tells each line cut off
    folder = tempfile.mkdtemp(prefix="qiao-courier-")
    stage = Stage()
    mailman = Mailman()
    try:
        asked_to_check(folder, stage, mailman)
        arrives(folder, stage, mailman)
        refused(folder, stage, mailman)
        injected(folder, stage, mailman)
        away(folder, stage, mailman)
        killed(folder, stage, mailman)
        side_by_side(folder, stage, mailman)
        cut_off(folder, stage, mailman)
        cut_off_in_a_claim(folder, stage, mailman)
        ends(folder, stage, mailman)
        by_tls(folder, stage)
        by_sms(folder, stage)
        demo(folder, stage, mailman)
    finally:
        stage.end()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"1..{count}")
    return failed != 0


sys.exit(main())
