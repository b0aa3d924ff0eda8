"""Readers of a served story, each on a connection of its own, and one who adds. Run by run.sh."""
import http.client
import json
import random
import re
import sys
import threading
import time
from urllib.parse import quote, urlsplit

address, readers, seconds, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
at = urlsplit(address)
head = {'Authorization': 'Bearer ' + at.query.split('=')[1]}
ARTICLE = (
    'Harbour closed at Quillmouth\nCoast Post\n2032-04-16T09:00Z\n\nThe harbour master, Ilse Brandt, told the Coast Post on Friday that '
    '{} boats lay at anchor in Quillmouth.\n\nThe Quillmouth Rescue Service denied that anybody was missing.\n'
)


def ask(connection, path):
    start = time.perf_counter()
    connection.request('GET', path, headers=head)
    reply = connection.getresponse()
    body = reply.read()
    return reply.status, time.perf_counter() - start, body


def connect():
    return http.client.HTTPConnection(at.hostname, at.port, timeout=60)


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] * 1000


def told(name, values):
    print(f'{name:<28} p50 {quantile(values, .5):7.1f} ms  p99 {quantile(values, .99):7.1f} ms  most {max(values) * 1000:7.1f} ms  of {len(values)}')


connection = connect()
story = json.loads(ask(connection, '/api/v1/story')[2])
print(f"{story['documents']} articles, {story['claims']} claims, {story['sources']} sources")
claims = [row['key'] for page in (1, 2, 3) for row in json.loads(ask(connection, f'/api/v1/claims?page={page}')[2])['claims']]
documents = [row['id'] for page in (1, 2) for row in json.loads(ask(connection, f'/api/v1/documents?page={page}')[2])['documents']]
order = random.Random(1)
# The first two that share a passage, as their pages tell.
pairs = []
for name in documents[:60]:
    body = ask(connection, '/articles/' + quote(name, safe=''))[2].decode()
    pairs += [path.replace('&amp;', '&') for path in re.findall(r'href="(/compare\?a=[^"]*)"', body)[:1]]
KINDS = {
    'front page': lambda: '/',
    'list of claims': lambda: f'/claims?page={order.randint(1, 20)}',
    'claims with words': lambda: '/claims?q=' + order.choice(['said', 'people', 'Trump', 'gate']),
    'claim': lambda: '/claims/' + order.choice(claims),
    'list of articles': lambda: f'/articles?page={order.randint(1, 8)}',
    'article': lambda: '/articles/' + quote(order.choice(documents), safe=''),
    'sources': lambda: order.choice(['/sources', '/sources?show=named&page=2', '/sources?q=a']),
    'timeline': lambda: order.choice(['/timeline', '/timeline?show=all&page=3']),
    'versions': lambda: '/versions/' + quote(order.choice(documents), safe=''),
    'search': lambda: '/search?q=' + order.choice(['police', 'president', 'said', 'official', '%22last+week%22']),
    'search, beginnings': lambda: '/search?q=' + order.choice(['s*', 'pol*', 't*+a*+s*', 'the+of+and+to+a+in']),
    'compare': lambda: order.choice(pairs or ['/compare']),
    'judgements': lambda: '/judgements',
    'claims, JSON': lambda: '/api/v1/claims',
    'claim, JSON': lambda: '/api/v1/claims/' + order.choice(claims),
}
print('alone, one after the other:')
for name, path in KINDS.items():
    answers = [ask(connection, path()) for _ in range(20)]
    told(f'  {name}', [took for _, took, _ in answers])
    if any(status not in (200, 303) for status, _, _ in answers):
        print(f'  {name}: not all answered')
    print(f'  {"":<26} at most {max(len(body) for _, _, body in answers) >> 10} KiB')

times, errors, lock = [], [], threading.Lock()
end = time.time() + seconds


def read():
    mine = connect()
    time.sleep(random.random() * pause)
    while time.time() < end:
        name, path = order.choice(list(KINDS.items()))
        try:
            status, took, _ = ask(mine, path())
            with lock:
                times.append(took)
                if status not in (200, 303):
                    errors.append(f'{name} {status}')
        except (OSError, http.client.HTTPException) as error:
            with lock:
                errors.append(f'{name} {error!r}')
            mine = connect()
        time.sleep(pause * (0.5 + random.random()))


def add(number):
    mine = connect()
    content = ARTICLE.format(number)
    body = f'--xx\r\nContent-Disposition: form-data; name="files"; filename="harbour-{number}.txt"\r\n\r\n{content}\r\n--xx--\r\n'
    start = time.perf_counter()
    mine.request('POST', '/api/v1/articles', body.encode(), {**head, 'Content-Type': 'multipart/form-data; boundary=xx'})
    answer = json.loads(mine.getresponse().read())
    stored = time.perf_counter() - start
    while json.loads(ask(mine, '/api/v1/story')[2])['change'] < answer['change']:
        time.sleep(0.05)
    shown = time.perf_counter() - start
    shows = f'{number} boats' in ask(mine, f'/claims?q={number}+boats')[2].decode()
    print(f"  an article added: on the disk after {stored:.2f} s, its claims {'show' if shows else 'DO NOT SHOW'} after {shown:.2f} s")


threads = [threading.Thread(target=read) for _ in range(readers)]
for thread in threads:
    thread.start()
time.sleep(seconds / 4)
print(f'{readers} readers for {seconds:.0f} s, each pausing about {pause} s:')
adder = threading.Thread(target=add, args=(62,))
adder.start()
for thread in threads:
    thread.join()
told('  any page', times)
print(f'  {len(errors)} errors {sorted(set(errors))[:5]}', flush=True)
adder.join()
