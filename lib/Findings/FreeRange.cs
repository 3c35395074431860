using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// A range for a repair that no network, address, route or name server of the host uses. Another host or a VPN may use it, so the repair
/// says what to check.
/// </summary>
/// <param name="Range">The range; null if all ranges tried are taken.</param>
internal sealed record FreeRange(Subnet? Range)
{
    /// <summary>The range as a command's argument; a placeholder in capitals if there is none.</summary>
    public ShellText Word => Range is null ? (ShellText)$"RANGE" : $"{Range}";

    /// <summary>The range's first usable address with the prefix length, as a bridge's own address.</summary>
    public ShellText FirstAddress =>
        Range is null ? (ShellText)$"ADDRESS/LENGTH" : $"{Range.Split(32).Skip(1).First().Prefix}/{Range.Length}";

    /// <summary>The comment about the range that follows a command.</summary>
    public ShellText Note =>
        Range is null
            ? (ShellText)$"RANGE: one that is free on all hosts"
            : $"{Range} is free on this host: check that it is on the others too";
}

/// <summary>Blocks of addresses that a host doesn't use. They are searched for once, when the first repair needs one.</summary>
internal sealed class FreeBlocks
{
    private const int Block = 16;

    /// <summary>
    /// The blocks to try. The start of 10.0.0.0/8 is left to swarms and companies, the start of 172.16.0.0/12 to engines.
    /// </summary>
    private static readonly IReadOnlyList<Subnet> s_tried =
    [
        .. Subnet.Parse("10.192.0.0/10")!.Split(Block).Skip(21),
        .. Subnet.Parse("172.16.0.0/12")!.Split(Block).Skip(4),
    ];

    private readonly Lazy<IReadOnlyList<Subnet>> _two;

    /// <summary>Prepares the search on a host.</summary>
    public FreeBlocks(HostSnapshot host)
    {
        Host = host;
        _two = new(() =>
        {
            var taken = Taken(host).ToList();
            return [.. s_tried.Where(tried => !taken.Exists(tried.Overlaps)).Take(2)];
        });
    }

    /// <summary>The host.</summary>
    public HostSnapshot Host { get; }

    /// <summary>A block with room for many networks; never the block that <see cref="Range"/> uses.</summary>
    public FreeRange Pool => new(_two.Value.Count > 1 ? _two.Value[1] : null);

    /// <summary>Returns a range for a network: each network of the host gets another one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="length">The prefix length, 16 or more.</param>
    public FreeRange Range(Network network, int length)
    {
        if (_two.Value.Count == 0)
        {
            return new(Range: null);
        }

        var place = Host.Networks.OrNone().TakeWhile(other => other != network).Count();
        return new(_two.Value[0].Split(length).Skip(place % (1 << (length - Block))).First());
    }

    private static IEnumerable<Subnet> Taken(HostSnapshot host)
    {
        var written = host.HostLinks()
            .SelectMany(link => link.Addresses)
            .Select(address => address.Address)
            .Concat(host.HostRoutes().Select(route => route.Destination))
            .Concat((host.Resolver?.NameServers).OrNone());
        return host
            .Networks.OrNone()
            .SelectMany(HostQueries.SubnetsOf)
            .Concat(written.Select(Subnet.Parse).OfType<Subnet>())
            .Where(range => range.Length > 0 && range.Family == 4);
    }
}
