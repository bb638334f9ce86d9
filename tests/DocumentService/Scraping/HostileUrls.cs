namespace GroupChat.Documents.Tests.Scraping;

/// <summary>
/// Addresses that must never be fetched. <c>{port}</c> stands for the port of a server that really listens on loopback and
/// is an allowed port: whatever slips through reaches it and is seen.
/// </summary>
internal static class HostileUrls
{
    /// <summary>Names and what they resolve to.</summary>
    public static FakeResolver Resolver => new FakeResolver()
        .With("private.test", ["10.0.0.1"])
        .With("loopback.test", ["127.0.0.1"])
        .With("localhost", ["127.0.0.1", "::1"])
        .With("localhost.", ["127.0.0.1"])
        .With("mixed.test", ["127.0.0.1", "93.184.216.34"])
        .With("mixed-last.test", ["93.184.216.34", "2606:2800:220:1::1", "127.0.0.1"])
        .With("mapped.test", ["::ffff:127.0.0.1"])
        .With("metadata.test", ["169.254.169.254"])
        .With("six.test", ["::1"])
        .With("unique-local.test", ["fd00::1"])
        .With("zero.test", ["0.0.0.0"])
        .With("nat64.test", ["64:ff9b::7f00:1"]);

    public static readonly string[] Hosts =
    [
        // Loopback, written every way an IPv4 address can be.
        "127.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.255.255.254", "127.0.0.2", "0x7f.1", "0x7f.0.0.1", "0x7F000001", "2130706433",
        "017700000001", "0177.0.0.1", "0177.0.0.01", "00000177.1", "0x7f.0.0.0x1", "0", "0.0.0.0", "00.0", "0x0",
        // Private, link local, shared, reserved, documentation, and what clouds keep at fixed addresses.
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1.1", "169.254.169.254", "2852039166",
        "0xA9FEA9FE", "0251.0376.0251.0376", "169.254.0.1", "100.64.0.1", "100.127.255.255", "100.100.100.200", "192.0.0.1", "192.0.0.192",
        "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        // IPv6, and IPv4 inside it.
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[::10.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]", "[64:ff9b:1::8.8.8.8]", "[2002:7f00:1::]",
        "[2002:a00:1::1]", "[2002:808:808::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001:0:7f00:1::]", "[2001:db8::1]",
        "[2001:2::1]", "[2001:10::1]", "[2001:20::1]", "[2001:1::1]", "[3fff::1]", "[3ffe::1]", "[2620:4f:8000::1]", "[fc00::1]",
        "[fd00:ec2::254]", "[fd12:3456:789a::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[100::1]",
        "[5f00::1]", "[4000::1]", "[8000::1]", "[2606:4700::5efe:127.0.0.1]", "[2606:4700::200:5efe:10.0.0.1]", "[fe80::5efe:192.168.0.1]",
        // Names that resolve to such an address, in part or not at all.
        "localhost", "LOCALHOST", "localhost.", "private.test", "loopback.test", "mixed.test", "mixed-last.test", "mapped.test",
        "metadata.test", "six.test", "unique-local.test", "zero.test", "nat64.test", "does-not-resolve.test", "a.b.c.internal",
    ];

    /// <summary>Whole addresses that are wrong in another way than by their host.</summary>
    public static readonly string[] Whole =
    [
        "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/_GET", "dict://127.0.0.1:{port}/",
        "ldap://127.0.0.1/", "ws://127.0.0.1:{port}/", "wss://public.test/", "data:text/html,<p>x</p>", "javascript:alert(1)",
        "blob:http://127.0.0.1:{port}/x", "view-source:http://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}/!/", "about:blank",
        "unix:/var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "mailto:a@b.test", "net.tcp://127.0.0.1:{port}/",
        "http://user@127.0.0.1:{port}/", "http://user:secret@public.test/", "http://public.test@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}@public.test/", "http://public.test%40127.0.0.1:{port}/", "http://@127.0.0.1:{port}/",
        "http://public.test:22/", "http://public.test:25/", "http://public.test:6379/", "http://public.test:2375/", "https://public.test:9200/",
        "http://public.test:0/", "http://public.test:65535/", "http://public.test:65536/", "http://public.test:-1/",
        "http://127.0.0.1:{port}\\@public.test/", "http:\\\\127.0.0.1:{port}\\", "http://public.test\\.127.0.0.1:{port}/",
        " http://127.0.0.1:{port}/", "http://127.0.0.1:{port}/ x", "http://12\t7.0.0.1:{port}/", "http://127.0.0.1\r\n:{port}/",
        "//127.0.0.1:{port}/", "http:127.0.0.1:{port}", "http:/127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http://", "http://:{port}/",
        "http://[::1", "http://[::1]:{port}:{port}/", "http://%31%32%37.0.0.1:{port}/", "127.0.0.1:{port}", "", "/", "..",
        "http://\uFF11\uFF12\uFF17.0.0.1:{port}/", "http://127\u30020\u30020\u30021:{port}/", "http://\u2460\u2461\u2466.\u24EA.\u24EA.\u2460:{port}/",
        "http://127.0.0.1\u0000.public.test:{port}/", "http://loopback\u00AD.test:{port}/", "http://xn--:{port}/",
    ];

    public static IEnumerable<string> All => Hosts.Select(host => $"http://{host}:{{port}}/").Concat(Whole);
}
