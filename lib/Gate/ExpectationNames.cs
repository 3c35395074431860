using NetAudit.Rows;
using NetAudit.Strict;

namespace NetAudit.Gate;

/// <summary>
/// Reads the names and patterns in an expectation's entries. An unknown name is refused, and the error suggests the nearest one.
/// </summary>
internal static class ExpectationNames
{
    /// <summary>Adds the members that every entry may have.</summary>
    public static T With<T>(StrictJson json, T expectation)
        where T : HostExpectation =>
        expectation with
        {
            Line = json.Line,
            Hosts = Patterns(json, "hosts") ?? [NamePattern.Any],
            Solution = Pattern(json, "solution", HostAudit.Solutions) ?? NamePattern.Any,
            Severity = json.OptionalOneOf<FindingSeverity>("severity") ?? FindingSeverity.Error,
            Inconclusive = json.OptionalOneOf<InconclusiveCounts>("inconclusive"),
        };

    /// <summary>Patterns; null if there are none.</summary>
    public static IReadOnlyList<NamePattern>? Patterns(StrictJson json, string property) =>
        json.OptionalTexts(property) is { } texts ? [.. texts.Select(text => new NamePattern(text))] : null;

    /// <summary>A known name, or a pattern that matches one.</summary>
    public static NamePattern? Pattern(StrictJson json, string property, IReadOnlyList<string> known)
    {
        if (json.OptionalText(property) is not { } text)
        {
            return null;
        }

        var pattern = new NamePattern(text);
        return pattern.IsWild && known.Any(pattern.Matches) ? pattern : new NamePattern(Known(json, property, text, known));
    }

    /// <summary>A name that is known.</summary>
    public static string Known(StrictJson json, string property, string text, IReadOnlyList<string> known) =>
        known.Contains(text) ? text : throw json.Wrong(property, Unknown(property, text, known));

    /// <summary>Names that are known.</summary>
    public static IReadOnlyList<string> Names(StrictJson json, string property, IReadOnlyList<string> known)
    {
        var texts = json.Texts(property);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!known.Contains(texts[i]))
            {
                throw json.Wrong(property, i, Unknown(property, texts[i], known));
            }
        }

        return texts;
    }

    /// <summary>The error text for an unknown name.</summary>
    public static string Unknown(string property, string text, IReadOnlyList<string> known) =>
        $"'{text}' is not known in {property}{NearestName.Hint(text, known)}; expected one of: {string.Join(", ", known)}";
}
