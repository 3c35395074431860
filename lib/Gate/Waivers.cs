using System.Globalization;

namespace NetAudit.Gate;

/// <summary>Puts waivers on findings; one that is over covers nothing and is a finding itself.</summary>
internal static class Waivers
{
    public static IEnumerable<GateFinding> Put(IReadOnlyList<Waiver> waivers, IEnumerable<HostChecks.Finding> findings, DateTime today)
    {
        var standing = waivers.Where(waiver => !IsOver(waiver, today)).ToList();
        return findings
            .Select(finding => standing.FirstOrDefault(waiver => Covers(waiver, finding)) is { } waiver
                ? finding.Row with { Waiver = new FindingWaiver(waiver.Reason, waiver.Owner, waiver.Expires) }
                : finding.Row)
            .Concat(waivers.Where(waiver => IsOver(waiver, today)).Select(Over));
    }

    private static bool IsOver(Waiver waiver, DateTime today) =>
        waiver.Expires is { } last && DateTime.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture) < today.Date;

    // A pattern covers only what has the property: a waiver of an aspect says nothing of findings that are about none.
    private static bool Covers(Waiver waiver, HostChecks.Finding finding) =>
        Matches(waiver.Aspect, finding.Row.Aspect) && Matches(waiver.Solution, finding.Row.Solution) && Matches(waiver.Host, finding.Row.Host)
        && (waiver.Network is not { } network || finding.Names.Any(network.Matches));

    private static bool Matches(NamePattern? pattern, string name) => pattern is null || (name.Length > 0 && pattern.Matches(name));

    private static GateFinding Over(Waiver waiver) => new()
    {
        Rule = nameof(GateRule.WaiverExpired),
        Kind = nameof(FindingKind.Contradicted),
        Severity = nameof(FindingSeverity.Error),
        Host = "",
        Subject = waiver.Place,
        Expected = "a waiver that is not over",
        Observed = $"it ended on {waiver.Expires}: {waiver.Reason}{(waiver.Owner is null ? "" : $" ({waiver.Owner})")}",
    };
}
