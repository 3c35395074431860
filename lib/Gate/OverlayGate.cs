using NetAudit.Findings;
using NetAudit.Rows;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Gate;

/// <summary>Checks hosts against an expectation. Pure: it reads and writes nothing.</summary>
public static class OverlayGate
{
    /// <summary>Checks hosts against an expectation.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="expectation">Their expected state.</param>
    /// <param name="today">The day with which the waivers' last days are compared.</param>
    /// <param name="notRead">Hosts that were named and could not be read, each with the problem.</param>
    public static GateResult Evaluate(
        IReadOnlyCollection<HostSnapshot> hosts,
        Expectation expectation,
        DateTime today,
        IReadOnlyCollection<(string Host, string Problem)> notRead
    )
    {
        var all = hosts.Select(host => new HostChecks(HostContext.Create(host), expectation)).ToList();
        foreach (var checks in all)
        {
            SolutionChecks.Run(checks);
            AspectChecks.Run(checks);
            EncryptionChecks.Run(checks);
            SubnetChecks.Run(checks);
            FindingChecks.Run(checks);
        }

        var (sharedChecks, shared) = TogetherChecks.Run(all, expectation);
        var found = NotRead(all.Count, notRead)
            .Concat(all.SelectMany(checks => checks.Deviations.All))
            .Concat(shared)
            .Concat(all.Count == 0 ? [] : UnmetExpectations.Find(all, expectation))
            .ToList();
        var nothing = found.Count == 0 ? NothingChecked.Find(all, sharedChecks.Count > 0, expectation) : null;
        var deviations = Waivers
            .Put(expectation.Waivers, found, today)
            .Concat(nothing is null ? [] : [nothing])
            .OrderBy(deviation => deviation.Waiver is null ? 0 : 1)
            .ThenByDescending(deviation => deviation.Severity)
            .ThenBy(deviation => deviation.Kind)
            .ToList();
        var isFinding = new HashSet<string>(HostFindings.Rules);
        var rows = deviations.Select(deviation => (deviation.Counts, Row: deviation.ToRow())).ToList();
        return new GateResult
        {
            Findings = [.. rows.Select(one => one.Row)],
            Counting = [.. rows.Where(one => one.Counts).Select(one => one.Row)],
            Outcome = OutcomeOf(deviations),
            CheckedNothing = nothing is not null,
            Rows = [.. all.SelectMany(checks => HostAudit.Compare(checks.Context, expectation.Edition, [], []))],
            Checks = all.Sum(checks => checks.All.Count(check => !isFinding.Contains(check.Rule))),
            Cases = GateChecks.Create(all.SelectMany(checks => checks.All).Concat(sharedChecks), deviations),
        };
    }

    private static GateOutcome OutcomeOf(List<Deviation> deviations) =>
        deviations.Exists(deviation => deviation is { Counts: true, Kind: FindingKind.Contradicted }) ? GateOutcome.Findings
        : deviations.Exists(deviation => deviation.Counts) ? GateOutcome.CouldNotAudit
        : GateOutcome.AsExpected;

    private static IEnumerable<Deviation> NotRead(int audited, IReadOnlyCollection<(string Host, string Problem)> notRead)
    {
        IReadOnlyCollection<(string Host, string Problem)> missing =
            notRead.Count > 0 || audited > 0 ? notRead : [("", "there was no host to audit")];
        return missing.Select(one => new Deviation
        {
            Rule = GateRule.HostAudited,
            Kind = FindingKind.CouldNotAudit,
            Host = one.Host,
            Expected = "a host that can be audited",
            Observed = one.Problem,
        });
    }
}
