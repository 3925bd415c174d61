"""Swift's own applications without its services, for tests.

python3 swift-node.py DIR PROXY ACCOUNT,CONTAINER,OBJECT ...   a port for the proxy, and three for each storage node
python3 swift-node.py fill DIR NAMES                           writes the lines of a file into the index of every bucket

Makes the rings, forks one process for each node and one for the proxy, and prints "ready" and their ids when all listen.
They end with this process, and it with the one that started it.
"""
import ctypes
import glob
import os
import signal
import sys
import time

import eventlet
import eventlet.patcher

eventlet.patcher.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.http_protocol import SwiftHttpProtocol  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.storage_policy import reload_storage_policies  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402
from swift.container.backend import ContainerBroker  # noqa: E402

KINDS = ('account', 'container', 'object')


class Cache:
    """Stands for memcached, which the proxy asks for: what it remembers of accounts and buckets."""

    def __init__(self):
        self.kept = {}

    def get(self, key, *_, **__):
        value, end = self.kept.get(key, (None, 0))
        return value if end > time.time() else None

    def set(self, key, value, *_, **options):
        self.kept[key] = (value, time.time() + (options.get('time') or 60))

    def delete(self, key, *_, **__):
        self.kept.pop(key, None)

    def incr(self, key, delta=1, **options):
        value = max(0, int(self.get(key) or 0) + delta)
        self.set(key, value, time=options.get('time'))
        return value


def with_cache(app):
    cache = Cache()

    def answer(env, start_response):
        env['swift.cache'] = cache
        return app(env, start_response)

    return answer


def make_rings(directory, nodes):
    for place, kind in enumerate(KINDS):
        builder = RingBuilder(4, min(3, len(nodes)), 0)
        for number, ports in enumerate(nodes):
            builder.add_dev({
                'id': number, 'region': 1, 'zone': number + 1, 'weight': 1, 'device': 'd%d' % number, 'meta': '',
                'ip': '127.0.0.1', 'port': ports[place],
                'replication_ip': '127.0.0.1', 'replication_port': ports[place],
            })
        builder.rebalance()
        builder.get_ring().save(os.path.join(directory, '%s.ring.gz' % kind))


def end_with_parent():
    """Linux: prctl(PR_SET_PDEATHSIG, SIGKILL)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def serve(directory, served):
    threads = []
    for conf, port in served:
        app = loadapp(os.path.join(directory, conf), global_conf={'log_name': 'swift'})
        listener = eventlet.listen(('127.0.0.1', port), backlog=512)
        threads.append(eventlet.spawn(
            wsgi.server, listener, with_cache(app), utils.NullLogger(),
            protocol=SwiftHttpProtocol, capitalize_response_headers=False))
    return threads


def main(directory, proxy, *nodes):
    end_with_parent()
    # What a disk must keep free: 100% makes it full.
    utils.FALLOCATE_RESERVE, utils.FALLOCATE_IS_PERCENT = utils.config_fallocate_value(os.environ.get('RESERVE', '0'))
    utils.set_swift_dir(directory)
    reload_storage_policies()
    nodes = [[int(port) for port in ports.split(',')] for ports in nodes]
    make_rings(directory, nodes)
    groups = [[('%s-%d.conf' % (kind, number), port) for kind, port in zip(KINDS, ports)]
              for number, ports in enumerate(nodes)]
    groups.append([('proxy.conf', int(proxy))])
    started = []
    for group in groups:
        heard, said = os.pipe()
        child = os.fork()
        if child == 0:
            end_with_parent()
            threads = serve(directory, group)
            os.write(said, b'.')
            for thread in threads:
                thread.wait()
            os._exit(0)
        started.append((child, heard, said))
    for child, heard, said in started:
        os.close(said)
        os.read(heard, 1)
    print('ready', *[child for child, _, _ in started], flush=True)
    while True:
        time.sleep(3600)


def fill(directory, names):
    utils.set_swift_dir(directory)
    reload_storage_policies()
    with open(names) as lines:
        rows = [{
            'name': name, 'created_at': utils.Timestamp.now().internal, 'size': 0,
            'content_type': 'application/octet-stream', 'etag': 'd41d8cd98f00b204e9800998ecf8427e',
            'deleted': 0, 'storage_policy_index': 0,
        } for name in lines.read().split('\n')]
    for path in glob.glob(os.path.join(directory, 'node*', 'd*', 'containers', '*', '*', '*', '*.db')):
        broker = ContainerBroker(path)
        # Swift keeps what large objects are made of beside the bucket, in one that is not ours.
        if not broker.get_info()['container'].endswith('+segments'):
            broker.merge_items(rows)


if __name__ == '__main__':
    if sys.argv[1] == 'fill':
        fill(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
