using NetAudit.Model;

namespace NetAudit.Gate;

/// <summary>
/// A gate that checked nothing doesn't pass, because a misspelt host would otherwise open it. One file serves a fleet, so some entries may
/// be for other hosts, but not all.
/// </summary>
internal static class NothingChecked
{
    /// <summary>The deviation to report if no check was made on any host; else null.</summary>
    public static Deviation? Find(IReadOnlyList<HostChecks> hosts, bool anyTogether, Expectation expectation)
    {
        if (hosts.Count == 0 || anyTogether || hosts.Any(host => host.All.Count > 0))
        {
            return null;
        }

        var entries = Entries(expectation).ToList();
        var own = entries.Where(entry => hosts.Any(host => host.IsFor(entry))).ToList();
        var names = TruncatedList.Join(hosts.Select(host => host.Host.Host).Distinct());
        return own.Count == 0 ? Create($"{Patterns(entries)}; given: {names}")
            : own.Exists(entry => (entry.Inconclusive ?? expectation.Inconclusive) == InconclusiveCounts.Ignore) ? null
            : Create($"its entries find nothing to check on {names}; one whose rule compares several hosts needs them all");
    }

    private static string Patterns(IEnumerable<HostExpectation> entries) =>
        $"its entries are for hosts "
        + $"{TruncatedList.Join(entries.SelectMany(entry => entry.Hosts).Select(pattern => $"'{pattern}'").Distinct())}";

    private static IEnumerable<HostExpectation> Entries(Expectation expectation) =>
        [.. expectation.Solutions, .. expectation.Aspects, .. expectation.Encryption, .. expectation.Subnets, .. expectation.Findings];

    private static Deviation Create(string observed) =>
        new()
        {
            Rule = GateRule.AnythingChecked,
            Kind = FindingKind.CouldNotAudit,
            Host = "",
            Expected = "an entry of the file for a host that was given",
            Observed = observed,
        };
}
