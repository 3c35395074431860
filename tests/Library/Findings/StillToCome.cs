namespace NetAudit.Library.Tests.Findings;

/// <summary>
/// Known failures of rules. If you mend one, remove its line. A test fails as long as a line here is no longer true. Leave an empty line
/// between two entries, so that two people can remove neighbours at once.
/// </summary>
internal static class StillToCome
{
    /// <summary>Cases of tests/Troubles that no finding names yet.</summary>
    public static readonly string[] Names = [];

    /// <summary>Cases of tests/Troubles in which a finding makes a false statement.</summary>
    public static readonly string[] FalseWords = [];

    /// <summary>Cases of tests/Troubles in which an audit row makes a false statement.</summary>
    public static readonly string[] FalseRows = [];

    /// <summary>Sound hosts that have an Error or a Warning.</summary>
    public static readonly string[] FalseAlarms = [];

    /// <summary>Rules without a page in docs/findings.</summary>
    public static readonly string[] Pages = [];
}
