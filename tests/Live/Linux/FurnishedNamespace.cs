using System.Text.Json;
using NetAudit.Live.Tests.Support;
using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>A namespace with a fact of every kind in it, read once by NamespaceReader.</summary>
public sealed class FurnishedNamespace : IAsyncLifetime
{
    /// <summary>A key that exists only in this test.</summary>
    public const string TestKey = "a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";

    private readonly TestSockets sockets = new();
    private TemporaryNamespace? home;
    private TemporaryNamespace? away;

    /// <summary>The reason why the namespace can't be made; null if it can.</summary>
    public string? WhyNot { get; } = TemporaryNamespace.WhyNot();

    /// <summary>Whether the namespace has an IPsec state with a key.</summary>
    public bool HasEsp { get; private set; }

    /// <summary>The facts that the reader saw.</summary>
    internal NetworkNamespace Seen { get; private set; } = new();

    internal TemporaryNamespace Home => home ?? throw new InvalidOperationException("No namespace could be made.");

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
        {
            return;
        }

        try
        {
            home = await TemporaryNamespace.CreateAsync("netaudit-nl");
            away = await TemporaryNamespace.CreateAsync("netaudit-nl");
            await home.ExecuteAsync("sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0");
            await home.BatchAsync("ip", NamespaceSetup.Links(away.Name));
            foreach (var link in NamespaceSetup.LinksOfSomeKernels)
            {
                await home.IpIfKernelHasAsync(link);
            }

            await away.BatchAsync("ip", "link set eth0 up\naddr add 10.9.0.2/24 dev eth0");
            await home.BatchAsync("ip", NamespaceSetup.Addresses);
            await home.BatchAsync("ip", NamespaceSetup.Routes);
            await home.BatchAsync("ip", NamespaceSetup.Neighbors);
            await home.BatchAsync("bridge", NamespaceSetup.Forwarding);
            sockets.Open(home.Path);
            await SettleAsync(home);

            await home.ExecuteAsync("sysctl -qw net.ipv4.ip_forward=1 net.ipv4.tcp_keepalive_time=611 net.ipv4.conf.br0.rp_filter=2");
            await home.ExecuteAsync("sysctl -qw net.ipv4.conf.mac0/5.rp_filter=1 net.ipv6.conf.mac0/5.forwarding=1");
            await home.IpAsync(
                "xfrm policy add src 10.9.0.1/32 dst 10.9.0.2/32 proto udp dport 4789 dir out mark 0xd0c4e3 "
                    + "tmpl src 10.9.0.1 dst 10.9.0.2 proto esp spi 0x4000 reqid 7 mode transport"
            );
            await home.IpAsync("xfrm policy add src fd00::/64 dst fd00:1::/64 dir fwd action block");

            // The state waits for its key. It needs no cipher in the kernel and lasts 30 seconds.
            await home.IpAsync("xfrm state allocspi src 10.9.0.1 dst 10.9.0.2 proto esp mode transport reqid 7 min 256 max 300");
            HasEsp = await home.IpIfKernelHasAsync(
                "xfrm state add src fd00::1 dst fd00::2 proto esp spi 0x400 reqid 8 mode transport aead "
                    + $"rfc4106(gcm(aes)) 0x{TestKey} 128"
            );
            Seen = await NamespaceFile.ReadAsync(home.Path, TestSockets.OwnerOf);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        sockets.Dispose();
        foreach (var made in new[] { home, away })
        {
            if (made is not null)
            {
                await made.DisposeAsync();
            }
        }
    }

    /// <summary>iproute2's output as JSON.</summary>
    public async Task<IReadOnlyList<JsonElement>> IpAsync(string words) => Json(await Home.IpAsync(words));

    public async Task<IReadOnlyList<JsonElement>> BridgeAsync(string words) => Json(await Home.BridgeAsync(words));

    private static IReadOnlyList<JsonElement> Json(string text)
    {
        using var document = JsonDocument.Parse(text);

        // iproute2 writes {} for an entry that its filters leave out.
        var filled = document.RootElement.EnumerateArray().Where(element => element.EnumerateObject().Any());
        return [.. filled.Select(element => element.Clone())];
    }

    /// <summary>Waits for carriers and IPv6 addresses, which come up a moment after their link.</summary>
    private static async Task SettleAsync(TemporaryNamespace home)
    {
        var before = "";
        for (var tries = 0; tries < 20; tries++)
        {
            await Task.Delay(400);
            var now =
                await home.IpAsync("route show table all")
                + await home.IpAsync("link")
                + await home.IpAsync("neigh")
                + await home.BridgeAsync("fdb");
            if (now == before)
            {
                return;
            }

            before = now;
        }
    }
}
