using System.Globalization;
using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>
/// The facts in the files of /proc/net, for hosts without iproute2: names, addresses and IPv4 routes. Kinds of links, MTUs and
/// routing tables other than main are not in them.
/// </summary>
internal static class ProcNet
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>IPv4 routes of the main table, from "route".</summary>
    public static IReadOnlyList<Route> Routes(string route) =>
        [
            .. Entries(route)
                .Select(entry => new Route
                {
                    Family = 4,
                    Type =
                        (entry.Flags & 0x200) != 0 ? "unreachable"
                        : entry.Device == "*" ? "blackhole"
                        : "unicast",
                    Destination =
                        entry.Length == 0 && entry.Address == 0 ? "default"
                        : entry.Length == 32 ? Dotted(entry.Address)
                        : $"{Dotted(entry.Address)}/{entry.Length}",
                    Gateway = entry.Gateway == 0 ? null : Dotted(entry.Gateway),
                    Device = entry.Device == "*" ? null : entry.Device,
                    Scope = entry.Gateway == 0 ? "link" : "global",
                    Metric = entry.Metric == 0 ? null : entry.Metric,
                }),
        ];

    /// <summary>Links by name from "dev"; their addresses from "fib_trie" (matched with "route") and "if_inet6".</summary>
    public static IReadOnlyList<Link> Links(string dev, string fibTrie, string route, string ifInet6)
    {
        var addresses = new Dictionary<string, List<LinkAddress>>();
        void Add(string device, string address, int length, string? scope)
        {
            if (!addresses.TryGetValue(device, out var list))
            {
                addresses[device] = list = [];
            }

            list.Add(
                new LinkAddress
                {
                    Address = address,
                    PrefixLength = length,
                    Scope = scope,
                }
            );
        }

        var connected = Entries(route)
            .Where(entry => entry.Gateway == 0 && entry.Length > 0)
            .OrderByDescending(entry => entry.Length)
            .ToList();
        foreach (var local in LocalAddresses(fibTrie))
        {
            var (device, length) = connected
                .Where(entry => Masked(local, entry.Length) == entry.Address)
                .Select(entry => (entry.Device, entry.Length))
                .FirstOrDefault();
            var loopback = local >> 24 == 127;
            Add(device ?? "lo", Dotted(local), device is null ? (loopback ? 8 : 32) : length, loopback ? "host" : "global");
        }

        var indexes = new Dictionary<string, int>();
        foreach (var words in Words(ifInet6).Where(words => words.Length == 6 && words[0].Length == 32 && words[0].All(Uri.IsHexDigit)))
        {
            indexes[words[5]] = (int)Hex(words[1]);
            var bytes = Enumerable.Range(0, 16).Select(at => (byte)Hex(words[0].Substring(at * 2, 2))).ToArray();
            Add(
                words[5],
                new IPAddress(bytes).ToString(),
                (int)Hex(words[2]),
                words[3] switch
                {
                    "00" => "global",
                    "10" => "host",
                    "20" => "link",
                    _ => null,
                }
            );
        }

        return
        [
            .. TextLines
                .Read(dev)
                .Where(line => line.IndexOf(':') > 0 && line.IndexOf('|') < 0)
                .Select(line => line[..line.IndexOf(':')])
                .Select(name => new Link
                {
                    Index = indexes.TryGetValue(name, out var index) ? index : 0,
                    Name = name,
                    LinkType = name == "lo" ? "loopback" : null,
                    Addresses = addresses.TryGetValue(name, out var own) ? own : [],
                }),
        ];
    }

    private static IEnumerable<(string Device, uint Address, uint Gateway, uint Flags, long Metric, int Length)> Entries(string route) =>
        Words(route)
            .Where(words => words.Length >= 8 && words[1].Length == 8 && words[2].Length == 8 && words[7].Length == 8)
            .Select(words =>
                (
                    words[0],
                    Swapped(words[1]),
                    Swapped(words[2]),
                    Hex(words[3]),
                    long.TryParse(words[6], NumberStyles.None, CultureInfo.InvariantCulture, out var metric) ? metric : 0L,
                    Bits(Swapped(words[7]))
                )
            );

    /// <summary>Addresses that "fib_trie" marks "/32 host LOCAL", each once.</summary>
    private static IEnumerable<uint> LocalAddresses(string fibTrie)
    {
        var seen = new HashSet<uint>();
        string? last = null;
        foreach (var line in TextLines.Read(fibTrie))
        {
            if (line.StartsWith("|-- ", StringComparison.Ordinal))
            {
                last = line[4..];
            }
            else if (
                line == "/32 host LOCAL"
                && last is not null
                && IPAddress.TryParse(last, out var address)
                && address.GetAddressBytes() is { Length: 4 } b
                && seen.Add(((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3])
            )
            {
                yield return ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
            }
        }
    }

    private static IEnumerable<string[]> Words(string text) =>
        TextLines.Read(text).Select(line => line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));

    private static uint Hex(string digits) =>
        uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>The kernel prints addresses in its own byte order, which is little endian on all machines that matter here.</summary>
    private static uint Swapped(string digits)
    {
        var value = Hex(digits);
        return (value << 24) | ((value & 0xff00) << 8) | ((value >> 8) & 0xff00) | (value >> 24);
    }

    private static uint Masked(uint address, int length) => length == 0 ? 0 : address & (uint.MaxValue << (32 - length));

    private static int Bits(uint mask)
    {
        var bits = 0;
        while (mask != 0)
        {
            (bits, mask) = (bits + 1, mask << 1);
        }

        return bits;
    }

    private static string Dotted(uint address) => $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
}
