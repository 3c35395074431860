using System.Text;

namespace NetAudit.Live.Tests.Routing;

/// <summary>Random links, addresses, routes and rules. The prefixes are few, so that they cover one another.</summary>
internal sealed class RandomRouting(int seed)
{
    private static readonly string[] Types = ["unreachable", "blackhole", "prohibit", "throw"];
    private static readonly string[] Links = ["v1", "v2", "v3"];
    private static readonly string[] Tables = ["main", "main", "100", "200", "default"];

    private readonly Random random = new(seed);

    /// <summary>Commands for <c>ip -batch</c>. The kernel may refuse some, such as a route that already exists.</summary>
    public string Commands()
    {
        var lines = new StringBuilder("link set lo up\n");
        foreach (var link in Links)
        {
            lines.AppendLine($"link add {link} type veth peer name p{link}").AppendLine($"link set p{link} up");
            lines.AppendLine($"link set {link} mtu {1300 + (random.Next(4) * 50)} up");
        }

        lines.AppendLine("addr add 10.1.0.1/24 dev v1").AppendLine($"addr add 10.1.0.7/{random.Next(16, 30)} dev v1");
        lines.AppendLine("addr add 10.1.0.9/24 dev v1");
        lines.AppendLine("addr add 10.2.0.1/24 dev v2").AppendLine("addr add 10.2.1.1/24 dev v2");
        if (random.Next(2) == 0)
        {
            lines.AppendLine("addr add 10.3.0.1/24 dev v3 scope link");
        }

        for (var at = 0; at < 25; at++)
        {
            lines.AppendLine(RandomRoute());
        }

        for (var at = 0; at < 8; at++)
        {
            lines.AppendLine(RandomRule());
        }

        lines.AppendLine(random.Next(3) == 0 ? "link set v3 down" : "link set pv3 down");
        return lines.ToString();
    }

    /// <summary>The questions for <c>ip route get</c>: the destination and the words after it.</summary>
    public (string Destination, uint Mark, string? Source, string? Link) Question()
    {
        var address =
            random.Next(6) == 0
                ? $"10.{random.Next(1, 4)}.0.{random.Next(1, 12)}"
                : $"10.{random.Next(0, 8)}.{random.Next(0, 4)}.{random.Next(1, 255)}";
        var source = random.Next(4) == 0 ? new[] { "10.1.0.1", "10.1.0.9", "10.2.0.1" }[random.Next(3)] : null;
        return (address, random.Next(3) == 0 ? (uint)random.Next(0, 6) : 0, source, random.Next(5) == 0 ? Links[random.Next(2)] : null);
    }

    private string RandomRoute()
    {
        var destination =
            random.Next(8) == 0
                ? "default"
                : $"10.{random.Next(0, 8)}.{random.Next(0, 4)}.0/{new[] { 14, 16, 22, 24, 24 }[random.Next(5)]}";
        if (destination != "default")
        {
            var length = int.Parse(destination[(destination.IndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            var octets = destination[..destination.IndexOf('/')].Split('.').Select(byte.Parse).ToArray();
            var bits = ((uint)octets[0] << 24) | ((uint)octets[1] << 16) | ((uint)octets[2] << 8);
            bits &= uint.MaxValue << (32 - length);
            destination = $"{bits >> 24}.{(bits >> 16) & 255}.{(bits >> 8) & 255}.0/{length}";
        }

        var tail = $"table {Tables[random.Next(Tables.Length)]}{(random.Next(2) == 0 ? $" metric {random.Next(1, 4)}" : "")}";
        if (random.Next(6) == 0)
        {
            return $"route add {Types[random.Next(4)]} {destination} {tail}";
        }

        if (random.Next(10) == 0)
        {
            return $"route add {destination} {tail} nexthop via 10.1.0.3 nexthop via 10.2.0.3";
        }

        var link = Links[random.Next(3)];
        var way = link switch
        {
            "v1" => random.Next(3) == 0 ? "dev v1" : $"via 10.1.0.{random.Next(2, 6)} dev v1",
            "v2" => random.Next(3) == 0 ? "via 10.9.9.9 dev v2 onlink" : $"via 10.2.{random.Next(2)}.{random.Next(2, 6)} dev v2",
            _ => "dev v3",
        };
        var extra = random.Next(4) == 0 ? $" src {new[] { "10.1.0.7", "10.2.0.1" }[random.Next(2)]}" : "";
        var mtu = random.Next(4) == 0 ? $" mtu {1200 + random.Next(400)}" : "";
        return $"route add {destination} {way}{extra} {tail}{mtu}";
    }

    private string RandomRule()
    {
        var selectors = new StringBuilder($"rule add pref {random.Next(1, 40000)}");
        selectors.Append(random.Next(5) == 0 ? " not" : "");
        selectors.Append(random.Next(2) == 0 ? $" from 10.{random.Next(1, 3)}.0.0/{random.Next(20, 25) / 4 * 4}" : "");
        selectors.Append(random.Next(2) == 0 ? $" to 10.{random.Next(0, 8)}.0.0/{random.Next(3, 5) * 4}" : "");
        selectors.Append(random.Next(2) == 0 ? $" fwmark 0x{random.Next(1, 6)}{(random.Next(2) == 0 ? "/0x3" : "")}" : "");
        selectors.Append(
            random.Next(8) switch
            {
                0 => " iif lo",
                1 => " iif v1",
                2 => " oif v1",
                _ => "",
            }
        );
        return selectors
            .Append(
                random.Next(8) switch
                {
                    0 => " unreachable",
                    1 => " blackhole",
                    2 => $" table main suppress_prefixlength {random.Next(0, 17)}",
                    3 => $" goto {random.Next(1, 40000)}",
                    _ => $" table {Tables[random.Next(Tables.Length)]}",
                }
            )
            .ToString();
    }
}
