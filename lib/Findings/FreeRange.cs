using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// A range for a repair that nothing on the host uses: no network, address, route or name server. Whether another host or a VPN has it,
/// one host can't tell, so the repair says what is left to check.
/// </summary>
/// <param name="Range">The range; null where all that are tried are taken.</param>
internal sealed record FreeRange(Subnet? Range)
{
    /// <summary>The word that stands in a command; a name in capitals where none was found.</summary>
    public ShellText Word => Range is null ? (ShellText)$"RANGE" : $"{Range}";

    /// <summary>Its first address with its length, as a bridge's own.</summary>
    public ShellText FirstAddress =>
        Range is null ? (ShellText)$"ADDRESS/LENGTH" : $"{Range.Split(32).Skip(1).First().Prefix}/{Range.Length}";

    /// <summary>What a comment says of it.</summary>
    public ShellText Note =>
        Range is null
            ? (ShellText)$"RANGE: one that is free on all hosts"
            : $"{Range} is free on this host: check that it is on the others too";
}

/// <summary>Blocks of addresses that a host doesn't use. They are looked for once, when the first repair needs one.</summary>
internal sealed class FreeBlocks
{
    private const int Block = 16;

    /// <summary>Swarms take their networks from the begin of 10.0.0.0/8, companies too; engines take the begin of 172.16.0.0/12.</summary>
    private static readonly IReadOnlyList<Subnet> s_tried =
    [
        .. Subnet.Parse("10.192.0.0/10")!.Split(Block).Skip(21),
        .. Subnet.Parse("172.16.0.0/12")!.Split(Block).Skip(4),
    ];

    private readonly Lazy<IReadOnlyList<Subnet>> _two;

    /// <summary>Looks in a host.</summary>
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

    /// <summary>Room for many networks, and not the block that <see cref="Range"/> is in.</summary>
    public FreeRange Pool => new(_two.Value.Count > 1 ? _two.Value[1] : null);

    /// <summary>A range for a network: the repair of each network of the host names another one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="length">Its length, 16 or more.</param>
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
