using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Strict;

namespace NetAudit.Gate;

/// <summary>Reads an entry of "findings".</summary>
internal static class FindingEntry
{
    public static FindingExpectation Read(StrictJson json, int index)
    {
        var rules = Rules(json);
        return ExpectationNames.With(
            json,
            new FindingExpectation
            {
                Place = $"findings[{index}]",
                Rules = rules ?? [NamePattern.Any],
                Subjects = ExpectationNames.Patterns(json, "subjects") ?? [NamePattern.Any],

                // An entry that names rules covers their findings of all severities.
                Severities =
                    Severities(json) ?? (rules is null ? [Severity.Error] : [Severity.Error, Severity.Warning, Severity.Information]),
            }
        );
    }

    private static IReadOnlyList<NamePattern>? Rules(StrictJson json)
    {
        if (ExpectationNames.Patterns(json, "rules") is not { } patterns)
        {
            return null;
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            if (!HostAudit.Rules.Any(patterns[i].Matches))
            {
                throw json.Wrong("rules", i, ExpectationNames.Unknown("rules", patterns[i].Text, HostAudit.Rules));
            }
        }

        return patterns;
    }

    private static IReadOnlyList<Severity>? Severities(StrictJson json)
    {
        if (!json.Has("severities"))
        {
            return null;
        }

        var all = new[] { Severity.Error, Severity.Warning, Severity.Information };
        var names = all.Select(one => one.ToString()).ToList();
        return
        [
            .. json.Texts("severities")
                .Select(
                    (text, i) =>
                        names.IndexOf(text) is >= 0 and var at
                            ? all[at]
                            : throw json.Wrong("severities", i, ExpectationNames.Unknown("severities", text, names))
                ),
        ];
    }
}
