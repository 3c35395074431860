namespace NetAudit.Rows;

/// <summary>Counts with their nouns, and sentences.</summary>
internal static class Quantity
{
    /// <summary>"1 network", "2 networks", "3 addresses".</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {Plural(noun)}";

    /// <summary>"1 of 2 networks", "1 of 1 network".</summary>
    public static string Part(int count, int all, string noun) => $"{count} of {Count(all, noun)}";

    /// <summary>A clause as a sentence; "" for none.</summary>
    public static string Sentence(string? clause) =>
        clause is not { Length: > 0 } ? "" : $"{char.ToUpperInvariant(clause[0])}{clause[1..].TrimEnd('.')}.";

    private static string Plural(string noun) => noun[^1] == 's' ? $"{noun}es" : $"{noun}s";
}
