using System.Globalization;
using System.Security.Cryptography;
using NetAudit.Snapshots;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>The names, ids and addresses of a large host, by number.</summary>
internal sealed class LargeNumbering(int containers, int networks)
{
    public static string Id(int container) => Hash(0xc0, container);

    public static string NetworkId(int network) => Hash(0xa0, network);

    public static string BridgeName(int network) => "br-" + NetworkId(network)[..12];

    public static string Address(int network, int host) => $"10.{network / 250}.{network % 250}.{host}";

    public static string Mac(int network, int host) =>
        string.Create(CultureInfo.InvariantCulture, $"02:42:0a:{network / 250:x2}:{network % 250:x2}:{host:x2}");

    /// <summary>An id of 64 hexadecimal digits. As with an engine's ids, the first digits already differ.</summary>
    public static string Hash(byte kind, int number)
    {
        var seed = SHA256.HashData([kind, .. BitConverter.GetBytes(number)]);
        return Convert.ToHexStringLower(seed);
    }

    public int NetworkOf(int container) => container % networks;

    /// <summary>The last byte of its address. The gateway has .1. It repeats if a network has more than 250 containers.</summary>
    public int HostOf(int container) => 2 + (container / networks % 250);

    public string AddressOf(int container) => Address(NetworkOf(container), HostOf(container));

    public IEnumerable<int> Members(int network)
    {
        for (var container = network; container < containers; container += networks)
        {
            yield return container;
        }
    }

    public static bool IsPublished(int container) => container % 10 == 0;

    public static PublishedPort Port(int container) =>
        new()
        {
            Protocol = "tcp",
            ContainerPort = 80,
            HostAddress = "0.0.0.0",
            HostPort = 20_000 + (container / 10),
        };
}
