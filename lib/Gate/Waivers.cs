using System.Globalization;

namespace NetAudit.Gate;

/// <summary>Applies waivers to deviations. An expired one covers nothing, and is itself reported.</summary>
internal static class Waivers
{
    public static IEnumerable<Deviation> Put(IReadOnlyList<Waiver> waivers, IEnumerable<Deviation> deviations, DateTime today)
    {
        var standing = waivers.Where(waiver => !IsOver(waiver, today)).ToList();
        return deviations
            .Select(deviation => deviation with { Waiver = standing.FirstOrDefault(waiver => Covers(waiver, deviation)) })
            .Concat(waivers.Where(waiver => IsOver(waiver, today)).Select(Over));
    }

    private static bool IsOver(Waiver waiver, DateTime today) =>
        waiver.Expires is { } last && DateTime.ParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture) < today.Date;

    // A pattern covers only deviations that have the property: a waiver for an aspect doesn't cover findings without one.
    private static bool Covers(Waiver waiver, Deviation deviation) =>
        Matches(waiver.Rule, deviation.FindingRule ?? deviation.Rule.ToString())
        && Matches(waiver.Aspect, deviation.Aspect)
        && Matches(waiver.Solution, deviation.Solution)
        && Matches(waiver.Host, deviation.Host)
        && (waiver.Network is not { } network || deviation.Names.Any(network.Matches));

    private static bool Matches(NamePattern? pattern, string name) => pattern is null || (name.Length > 0 && pattern.Matches(name));

    private static Deviation Over(Waiver waiver) =>
        new()
        {
            Rule = GateRule.WaiverExpired,
            Host = "",
            Subject = waiver.Place,
            Line = waiver.Line,
            Expected = "a waiver that has not ended",
            Observed = $"it ended on {waiver.Expires}: {waiver.Reason}{(waiver.Owner is null ? "" : $" ({waiver.Owner})")}",
        };
}
