using System.Globalization;
using System.Net;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>/proc/net/ip_vs and ip_vs_stats: numbers and IPv4 addresses in hexadecimal digits.</summary>
internal static class IpvsText
{
    private const int MostServices = 20_000;
    private const int MostServers = 200_000;
    private static readonly char[] Blanks = [' ', '\t'];

    /// <param name="services">What ip_vs holds; empty if the kernel has no IPVS.</param>
    /// <param name="stats">What ip_vs_stats holds, or null.</param>
    public static IpvsFacts Read(string services, string? stats)
    {
        var totals = stats is null ? null : TextLines.Read(stats).Select(Numbers).FirstOrDefault(numbers => numbers.Count >= 3);
        return new IpvsFacts
        {
            Services = Services(services),
            Connections = totals?[0],
            PacketsIn = totals?[1],
            PacketsOut = totals?[2],
        };
    }

    private static List<IpvsService> Services(string text)
    {
        var services = new List<IpvsService>();
        var servers = new List<IpvsServer>();
        var all = 0;
        foreach (var line in TextLines.Read(text))
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "->" && services.Count > 0 && Server(words) is { } server && all++ < MostServers)
            {
                servers.Add(server);
                services[^1] = services[^1] with { Servers = [.. servers] };
            }
            else if (services.Count < MostServices && Service(words) is { } service)
            {
                services.Add(service);
                servers.Clear();
            }
        }

        return services;
    }

    /// <summary>"TCP  0A000006:0050 rr", or "FWM  00000101 rr"; the headings are none.</summary>
    private static IpvsService? Service(string[] words)
    {
        var protocol = words[0].ToLowerInvariant();
        if (words.Length < 3 || protocol is not ("tcp" or "udp" or "sctp" or "fwm"))
        {
            return null;
        }

        if (protocol == "fwm")
        {
            return Hex(words[1]) is { } mark
                ? new IpvsService
                {
                    Protocol = protocol,
                    Mark = mark,
                    Scheduler = words[2],
                }
                : null;
        }

        return EndPoint(words[1]) is { } end
            ? new IpvsService
            {
                Protocol = protocol,
                Address = end.Address,
                Port = end.Port,
                Scheduler = words[2],
            }
            : null;
    }

    /// <summary>"-> 0A000007:0000 Masq 1 0 0".</summary>
    private static IpvsServer? Server(string[] words) =>
        words.Length < 4 || EndPoint(words[1]) is not { } end
            ? null
            : new IpvsServer
            {
                Address = end.Address,
                Port = end.Port,
                Way = words[2],
                Weight = int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var weight) ? weight : 0,
            };

    /// <summary>"0A000006:0050"; IPv6: "[2001:db8::1]:0050".</summary>
    private static (string Address, int Port)? EndPoint(string word)
    {
        var colon = word.LastIndexOf(':');
        if (colon < 0 || Hex(word[(colon + 1)..]) is not { } port || port > ushort.MaxValue)
        {
            return null;
        }

        var address = word[..colon];
        if (address.StartsWith("[", StringComparison.Ordinal))
        {
            return IPAddress.TryParse(address.Trim('[', ']'), out var six) ? (six.ToString(), (int)port) : null;
        }

        return address.Length == 8 && Hex(address) is { } four
            ? ($"{four >> 24}.{(four >> 16) & 255}.{(four >> 8) & 255}.{four & 255}", (int)port)
            : null;
    }

    private static List<long> Numbers(string line)
    {
        var numbers = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Select(Hex).ToList();
        return numbers.Contains(null) ? [] : [.. numbers.OfType<long>()];
    }

    private static long? Hex(string word) =>
        long.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;
}
