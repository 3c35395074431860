using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Aspects;

/// <summary>Encryption of each network or connection, what is configured and what is in force.</summary>
internal sealed class EncryptionChannel : IAspectObserver
{
    public string Aspect => "EncryptionChannel";

    public Observation Observe(HostSnapshot host, Footprint footprint)
    {
        if (footprint.Channels is not { Count: > 0 } channels)
        {
            return footprint.Channels is null
                ? Observation.NotSeen("neither the agent's settings nor its connections were seen", "audit it as root while the agent runs")
                : Observation.NotSeen("it has no network or connection that could be encrypted", "audit a host that has one");
        }

        var secured = channels.Where(channel => channel.Scheme != "No").GroupBy(channel => channel.Scheme).ToList();
        var plain = channels.Where(channel => channel.Scheme == "No").ToList();
        var words = secured.Count == 0
            ? $"No: {Shortened.Join(plain.Select(Words))}"
            : string.Join("; ", secured.Select(group => $"{group.Key} on {Part(group, channels)}: {Shortened.Join(group.Select(Words))}"))
                + (plain.Count > 0 ? $"; in clear: {Shortened.Join(plain.Select(channel => channel.Name))}" : "");
        return new Observation
        {
            Values = [.. channels.Select(channel => channel.Scheme).Distinct().OrderBy(scheme => scheme == "No")],
            Words = words,
            Basis = (secured.Count > 0 ? secured.SelectMany(group => group) : plain).Max(channel => channel.Basis),
            Evidence = [.. secured.SelectMany(group => group).Concat(plain).SelectMany(channel => channel.Evidence)],
            Reason = secured.Count > 0 && plain.Count > 0 ? $"in force only in part: {plain.Count} of {channels.Count} in clear" : null,
        };
    }

    private static string Part(IGrouping<string, Channel> group, IReadOnlyList<Channel> channels) =>
        group.Count() == channels.Count ? $"all {channels.Count}" : $"{group.Count()} of {channels.Count}";

    private static string Words(Channel channel) => channel.Words.Length == 0 ? channel.Name : $"{channel.Name} ({channel.Words})";
}
