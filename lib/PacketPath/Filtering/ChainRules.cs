using System.Globalization;
using System.Net;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.PacketPath.Filtering;

/// <summary>
/// A chain's rules in order. In a long chain, rules that want another link, address or port than the packet's are skipped. An engine adds
/// rules per network and published port, so checking all would grow with the square of the host's size.
/// </summary>
internal sealed class ChainRules
{
    private const int LongChain = 24;

    private static readonly FirewallMatchKind[] s_kinds =
    [
        FirewallMatchKind.Destination,
        FirewallMatchKind.OutLink,
        FirewallMatchKind.InLink,
        FirewallMatchKind.DestinationPort,
        FirewallMatchKind.Source,
    ];

    private readonly List<int> _always = [];
    private readonly Dictionary<(FirewallMatchKind Kind, string Value), List<int>> _wanting = [];
    private readonly HashSet<FirewallMatchKind> _kinds = [];
    private readonly SortedSet<int> _lengths = [];

    public ChainRules(IReadOnlyList<FirewallRule> rules)
    {
        All = rules;
        for (var at = 0; at < rules.Count && rules.Count > LongChain; at++)
        {
            if (Wanted(rules[at]) is not { } wanted)
            {
                _always.Add(at);
                continue;
            }

            if (!_wanting.TryGetValue(wanted, out var same))
            {
                _wanting.Add(wanted, same = []);
                _ = _kinds.Add(wanted.Kind);
            }

            same.Add(at);
        }
    }

    /// <summary>All rules.</summary>
    public IReadOnlyList<FirewallRule> All { get; }

    /// <summary>The indexes of the rules that a packet may meet, in order; null: all rules.</summary>
    public IReadOnlyList<int>? Candidates(Packet packet)
    {
        if (_wanting.Count == 0)
        {
            return null;
        }

        var candidates = new List<int>(_always);
        foreach (var kind in _kinds)
        {
            if (Values(packet, kind) is not { } values)
            {
                return null;
            }

            foreach (var value in values)
            {
                if (_wanting.TryGetValue((kind, value), out var wanting))
                {
                    candidates.AddRange(wanting);
                }
            }
        }

        candidates.Sort();
        return candidates;
    }

    /// <summary>Whether two packets have the same values for choosing candidates.</summary>
    public static bool AreAlike(Packet one, Packet other) =>
        one.InLink == other.InLink
        && one.OutLink == other.OutLink
        && one.DestinationPort == other.DestinationPort
        && Equals(one.Destination, other.Destination)
        && Equals(one.Source, other.Source);

    /// <summary>The values of the packet that rules may want; null if they aren't known.</summary>
    private IEnumerable<string>? Values(Packet packet, FirewallMatchKind kind) =>
        kind switch
        {
            FirewallMatchKind.InLink => One(packet.InLink),
            FirewallMatchKind.OutLink => One(packet.OutLink),
            FirewallMatchKind.Destination => Subnets(packet.Destination),
            FirewallMatchKind.Source => Subnets(packet.Source),
            _ when packet.Protocol == IPProtocol.Icmp || packet.Protocol == IPProtocol.IcmpV6 => null,
            _ => One(packet.DestinationPort?.ToString(CultureInfo.InvariantCulture)),
        };

    private static string[]? One(string? value) => value is null ? null : [value];

    /// <summary>The subnets that an address lies in, of the lengths that rules name.</summary>
    private IEnumerable<string>? Subnets(IPAddress? address) =>
        Subnet.Parse(address?.ToString()) is { } own
            ? _lengths.Where(length => length <= own.Length).Select(length => own.Around(length).ToString())
            : null;

    /// <summary>The value of a link, address or port that a packet must have to meet the rule; null if there is no single one.</summary>
    private (FirewallMatchKind Kind, string Value)? Wanted(FirewallRule rule)
    {
        foreach (var kind in s_kinds)
        {
            foreach (var match in rule.Matches)
            {
                if (match is { Negated: false, Set: null, Values: [var value] } && match.Kind == kind && Single(kind, value) is { } single)
                {
                    return (kind, single);
                }
            }
        }

        return null;
    }

    private string? Single(FirewallMatchKind kind, string value) =>
        kind switch
        {
            FirewallMatchKind.InLink or FirewallMatchKind.OutLink => value.EndsWith("*", StringComparison.Ordinal) ? null : value,
            FirewallMatchKind.Destination or FirewallMatchKind.Source => OneSubnet(value),
            _ => ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? port.ToString(CultureInfo.InvariantCulture)
                : null,
        };

    private string? OneSubnet(string value)
    {
        if (Subnet.Parse(value) is not { } subnet)
        {
            return null;
        }

        _ = _lengths.Add(subnet.Length);
        return subnet.ToString();
    }
}
