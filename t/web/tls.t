#!/usr/bin/python3 -B
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The public site's nginx, filled in as doc/operating.md says: every answer under TLS says that it is to
stay so, and what nginx refuses by itself has a page of the house."""
import os
import ssl
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from qiao import *          # noqa

NAME = 'online.example.org'
HSTS = 'max-age=63072000'


def filled(text, folder, plain, secure):
    for name, value in (('@RUN@', os.path.dirname(here.setting('portal', 'Socket'))), ('@ETC@', folder), ('@ERRORS@', folder + '/errors'),
                        ('@STATIC@', here.build + '/assets'), ('/etc/qiao/nginx', folder), ('/etc/qiao/tls', folder),
                        ('/var/log/nginx', folder)):
        text = text.replace(name, value)
    text = re.sub(r'listen (\[::\]:)(80|443)\b.*;', '', text)
    return text.replace('listen 80;', 'listen 127.0.0.1:%d;' % plain).replace('listen 443 ', 'listen 127.0.0.1:%d ' % secure)


def site(folder, plain, secure):
    source = ROOT + '/deploy/nginx/'
    subprocess.run([source + 'errors/make', folder + '/errors', '/static/x.css', 'https://' + NAME], check=True)
    for path in sorted(glob.glob(source + '*.in') + [source + 'fastcgi_params']):
        with open(path, encoding='utf-8') as f:
            text = filled(f.read(), folder, plain, secure)
        with open(folder + '/' + os.path.relpath(path, source).removesuffix('.in'), 'w', encoding='utf-8') as f:
            f.write(text)
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                    '-days', '2', '-subj', '/CN=' + NAME, '-addext', 'subjectAltName=DNS:' + NAME,
                    '-keyout', folder + '/key.pem', '-out', folder + '/fullchain.pem'], check=True, capture_output=True)
    with open(folder + '/nginx.conf', 'w', encoding='utf-8') as f:
        f.write('load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n'
                '%sdaemon off; pid %s/pid; error_log %s/error.log alert; events { worker_connections 64; }\n'
                'http { include /etc/nginx/mime.types; client_body_temp_path %s/b; fastcgi_temp_path %s/f; '
                'proxy_temp_path %s/p; uwsgi_temp_path %s/u; scgi_temp_path %s/s; include %s/site.conf; }\n' % (
                    ('user root; ' if os.getuid() == 0 else '',) + (folder,) * 8))


def ask(port, path, name=NAME, tls=None):
    """Status, headers and body of a raw request, so that a path goes out as it is."""
    line = socket.create_connection(('127.0.0.1', port), timeout=20)
    if tls:
        line = tls.wrap_socket(line, server_hostname=NAME)
    with line:
        line.sendall(b'GET ' + path + b' HTTP/1.1\r\nHost: ' + name.encode() + b'\r\nConnection: close\r\n\r\n')
        got = b''
        while True:
            more = line.recv(65536)
            if not more:
                break
            got += more
    head, _, body = got.partition(b'\r\n\r\n')
    lines = head.decode().split('\r\n')
    return int(lines[0].split()[1]), [tuple(l.split(': ', 1)) for l in lines[1:]], body.decode('utf-8', 'replace')


def stays_secure():
    folder, plain, secure = tempfile.mkdtemp(prefix='qiao-tls.'), free_port(), free_port()
    site(folder, plain, secure)
    path = os.environ['PATH'] + ':/usr/sbin'
    told = subprocess.run(['nginx', '-t', '-q', '-e', folder + '/e', '-c', folder + '/nginx.conf'], capture_output=True,
                          text=True, env=dict(os.environ, PATH=path))
    ok(told.returncode == 0, 'nginx takes the settings of a public site', told.stderr)
    server = subprocess.Popen(['nginx', '-e', folder + '/e', '-c', folder + '/nginx.conf'],
                              env=dict(os.environ, PATH=path))
    try:
        tls = ssl.create_default_context(cafile=folder + '/fullchain.pem')
        wait_until(lambda: os.path.exists(folder + '/pid') and os.path.getsize(folder + '/pid'))
        css = Browser().get('/zh/').page.one('link', rel='stylesheet')['href']
        for path, want in ((b'/zh/', 200), (b'/zh/nothing', 404), (b'/desk', 308), (b'/desk/sign-in', 200),
                           (css.encode(), 200), (b'/static/', 404), (b'/robots.txt', 200), (b'/favicon.ico', 204),
                           (b'/zh/%00', 400), (b'/zh/' + b'x' * 9000, 414)):
            status, headers, body = ask(secure, path, tls=tls)
            said = [v for n, v in headers if n.lower() == 'strict-transport-security']
            same((status, said), (want, [HSTS]), '%s: %d, and to stay with TLS' % (path[:20].decode(), want))
        status, headers, body = ask(plain, b'/zh/formalities?q=x')
        same((status, dict(headers).get('Location'), dict(headers).get('Strict-Transport-Security')),
             (308, 'https://%s/zh/formalities?q=x' % NAME, None), 'plain HTTP leads there, and promises nothing itself')
        status, headers, body = ask(secure, b'/zh/', 'evil.example', tls=tls)
        ok('evil.example' not in body, 'another name than the one of the handshake stands in no page', status)
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def only_under_tls():
    same(Browser().get('/zh/').header('Strict-Transport-Security'), None, 'on a developer\'s machine there is no such promise')


run(stays_secure, only_under_tls)
