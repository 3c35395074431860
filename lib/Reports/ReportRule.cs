using NetAudit.Findings;
using NetAudit.Gate;
using NetAudit.Matrix;

namespace NetAudit.Reports;

/// <summary>
/// A rule of a report. An aspect has the words of the edition that defines it, a finding's rule those of its page. Others are what an
/// expectation file can require.
/// </summary>
/// <param name="Id">The aspect's or the finding's rule's id, or a name of <see cref="GateRule"/>.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Meaning">The rule in a sentence.</param>
/// <param name="Help">The sentence, and how to read the reported results.</param>
internal sealed record ReportRule(string Id, string Title, string Meaning, string Help)
{
    /// <summary>The page of a finding's rule; null if it is another kind of rule.</summary>
    public FindingPage? Page { get; init; }

    /// <summary>The rules of these ids, in order.</summary>
    public static IReadOnlyList<ReportRule> Find(IEnumerable<string> ids)
    {
        var aspects = Editions.BuiltIn.OrderBy(name => name != Editions.Default).SelectMany(name => Editions.Load(name).Aspects).ToList();
        return
        [
            .. ids.Select(id =>
                aspects.FirstOrDefault(aspect => aspect.Id == id) is { } aspect ? From(aspect)
                : FindingPage.Find(id) is { } page ? OfFinding(page)
                : OfGate(id)
            ),
        ];
    }

    private static ReportRule OfFinding(FindingPage page) => new(page.Rule, page.Rule, page.Sentence, page.Sentence) { Page = page };

    private static ReportRule From(AspectDefinition aspect) =>
        new(
            aspect.Id,
            aspect.Title,
            aspect.Meaning,
            $"{aspect.Meaning}{(aspect.Values.Count == 0 ? "" : $" Values: {string.Join(", ", aspect.Values)}.")}"
                + $"{(aspect.Note is null ? "" : $" {aspect.Note}")}"
        );

    private static ReportRule OfGate(string id)
    {
        var meaning = id switch
        {
            nameof(GateRule.SolutionMissing) => "A solution that the expectation file names must be on the host.",
            nameof(GateRule.SolutionState) => "A solution must be in a state that the expectation file allows.",
            nameof(GateRule.SolutionUnexpected) => "No other solution than those in the expectation file may be on the host.",
            nameof(GateRule.SubnetAllowed) => "Containers' subnets must lie within those that the expectation file allows.",
            DriftCase.Rule => "Nothing may differ between two snapshots of a host.",
            nameof(GateRule.NoFinding) => "A host must have no finding that the expectation file doesn't allow.",
            nameof(GateRule.HostAudited) => "A host must be read at all.",
            nameof(GateRule.AnythingChecked) => "An entry of the expectation file must be for one of the hosts that were given.",
            nameof(GateRule.WaiverExpired) => "A waiver in the expectation file must not be over.",
            _ => $"The host must be as the expectation file wants it ({id}).",
        };
        return new(id, id, meaning, meaning);
    }
}
