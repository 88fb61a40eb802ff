"""Runs the embedded cloud and never outlives its purpose.

Called with one JSON object: port, parent, lifetime (seconds), certificate, key.
It ends the whole process group, function runners included, when the parent is
gone (however it died), the lifetime is over, the server ended, or on SIGTERM.
It must lead a process group of its own.
"""

import datetime
import ipaddress
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

POLL_SECONDS = 0.2
GRACE_SECONDS = 1.0
PARENT_IS_GONE = 'the parent process is gone'


def write_certificate(certificate_file: str, key_file: str) -> None:
    """The server's own generator needs the openssl program and the system's /tmp; this needs neither."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, 'embedded cloud')])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName('localhost'), x509.DNSName('*.localhost'),
             x509.IPAddress(ipaddress.ip_address('127.0.0.1'))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pathlib.Path(key_file).write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    pathlib.Path(certificate_file).write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def serve(port: int, certificate: str, key: str) -> subprocess.Popen:
    program = pathlib.Path(__file__).with_name('cloud_app.py')
    return subprocess.Popen([sys.executable, str(program), str(port), certificate, key], stdin=subprocess.DEVNULL)


def wait_for_the_end(server: subprocess.Popen, parent: int, lifetime: float, told: list) -> str:
    deadline = time.monotonic() + lifetime
    while True:
        if told:
            return 'told to stop'
        if server.poll() is not None:
            return f'the server ended by itself with {server.returncode}'
        if os.getppid() != parent:
            return PARENT_IS_GONE
        if time.monotonic() > deadline:
            return f'the life time of {lifetime:.0f} s is over'
        time.sleep(POLL_SECONDS)


def main(settings: dict) -> None:
    if os.getpgid(0) != os.getpid():
        sys.exit('guardian: must lead its own process group, or it would end its caller')
    told: list = []
    signal.signal(signal.SIGTERM, lambda *_: told.append(True))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    write_certificate(settings['certificate'], settings['key'])
    server = serve(settings['port'], settings['certificate'], settings['key'])
    reason = wait_for_the_end(server, settings['parent'], settings['lifetime'], told)
    print(f'guardian: stopping, {reason}', flush=True)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    try:
        server.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        print('guardian: the server ignored SIGTERM, so it is killed', flush=True)
        server.kill()
        server.wait()
    if reason == PARENT_IS_GONE:
        # Nobody is left to read the log or to tidy up.
        shutil.rmtree(pathlib.Path(settings['certificate']).parent, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


if __name__ == '__main__':
    main(json.loads(sys.argv[1]))
