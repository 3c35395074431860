using NetAudit.Audit;
using NetAudit.Snapshots;

namespace NetAudit.Gate;

/// <summary>Hosts and an expectation in, findings out. Pure.</summary>
public static class OverlayGate
{
    /// <summary>Holds hosts against an expectation.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="expectation">What they are to be.</param>
    /// <param name="today">The day that waivers are held against.</param>
    /// <param name="notRead">Hosts that were asked for and could not be read, with what happened.</param>
    public static GateResult Evaluate(IReadOnlyCollection<HostSnapshot> hosts, Expectation expectation, DateTime today, IReadOnlyCollection<(string Host, string Problem)> notRead)
    {
        var all = hosts.Select(host => new HostChecks(host, expectation)).ToList();
        foreach (var checks in all)
        {
            SolutionChecks.Run(checks);
            AspectChecks.Run(checks);
            EncryptionChecks.Run(checks);
            SubnetChecks.Run(checks);
        }

        var findings = NotRead(all, notRead).Concat(all.SelectMany(checks => checks.Findings)).Concat(all.Count == 0 ? [] : MetNothing(all, expectation));
        return new GateResult
        {
            Findings = [.. Waivers.Put(expectation.Waivers, findings, today).OrderBy(finding => finding.Waiver is null ? 0 : 1)
                .ThenByDescending(finding => Enum.Parse(typeof(FindingSeverity), finding.Severity))
                .ThenBy(finding => Enum.Parse(typeof(FindingKind), finding.Kind))],
            Rows = [.. hosts.SelectMany(host => HostAudit.Compare(host, expectation.Edition, [], []))],
            Checks = all.Sum(checks => checks.Count),
        };
    }

    private static IEnumerable<HostChecks.Finding> NotRead(List<HostChecks> all, IReadOnlyCollection<(string Host, string Problem)> notRead)
    {
        IReadOnlyCollection<(string Host, string Problem)> missing = notRead.Count > 0 || all.Count > 0 ? notRead : [("", "there was no host to audit")];
        return missing.Select(one => new HostChecks.Finding(
            new GateFinding
            {
                Rule = nameof(GateRule.HostAudited),
                Kind = nameof(FindingKind.CouldNotAudit),
                Severity = nameof(FindingSeverity.Error),
                Host = one.Host,
                Expected = "a host that can be audited",
                Observed = one.Problem,
            },
            []));
    }

    /// <summary>What met nothing on any host shows nothing: a misspelt network would pass otherwise.</summary>
    private static IEnumerable<HostChecks.Finding> MetNothing(List<HostChecks> all, Expectation expectation)
    {
        var applied = new HashSet<string>(all.SelectMany(checks => checks.Applied));
        var about = new List<(HostExpectation One, string Part, GateRule Rule, string Observed)>();
        about.AddRange(expectation.Solutions.Select(one => ((HostExpectation)one, "", GateRule.SolutionMissing, "no host's name matches")));
        about.AddRange(expectation.Aspects.Select(one => ((HostExpectation)one, "", GateRule.AspectValue, "no host that was audited has such a solution and aspect")));
        about.AddRange(expectation.Subnets.Select(one => ((HostExpectation)one, "", GateRule.SubnetAllowed, "no host that was audited has such a solution")));
        about.AddRange(expectation.Encryption.Select(one => ((HostExpectation)one, "", GateRule.ChannelEncrypted, "no host that was audited has such a solution")));
        about.AddRange(from one in expectation.Encryption
                       where applied.Contains(one.Place)
                       from pattern in one.Networks
                       where pattern.Text != "*"
                       select ((HostExpectation)one, EncryptionChecks.Part(pattern), GateRule.ChannelEncrypted, "no network or connection matches on any host that was audited"));

        var file = new HostChecks(new HostSnapshot { Host = "", CollectedAt = default, Origin = new ImportedOrigin(expectation.File, expectation.File) }, expectation);
        foreach (var (one, part, rule, observed) in about.Where(each => !applied.Contains(each.One.Place + each.Part)))
        {
            file.Unknown(one, file.Of(rule, one.Solution.IsWild ? "" : one.Solution.Text, "", "something to hold it against", observed) with { Subject = one.Place + part }, part);
        }

        return file.Findings;
    }
}
