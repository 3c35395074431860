namespace NetAudit.Rows;

/// <summary>The value behind a name in a row. Rows have names, as PowerShell's JSON has numbers for enums (docs/decisions/0017).</summary>
internal static class RowValue
{
    /// <summary>The value of that name.</summary>
    public static T Parse<T>(string name, string property)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, out var value) && value.ToString() == name
            ? value
            : throw new InvalidOperationException(
                $"{property} is '{name}', which is none of {string.Join(", ", Enum.GetNames(typeof(T)))}. Make the row with one of them."
            );
}
