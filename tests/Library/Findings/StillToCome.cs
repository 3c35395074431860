namespace NetAudit.Library.Tests.Findings;

/// <summary>
/// What rules still have to learn. Who teaches one takes its line out: a test fails as long as a line stands here that is no longer so. An
/// empty
/// line between two, so that two people can take out neighbours at once.
/// </summary>
internal static class StillToCome
{
    /// <summary>Cases of tests/Troubles that no finding names yet.</summary>
    public static readonly string[] Names = [];

    /// <summary>Cases of tests/Troubles of which a finding says something false.</summary>
    public static readonly string[] FalseWords = [];

    /// <summary>Cases of tests/Troubles of which a row of the audit says something false.</summary>
    public static readonly string[] FalseRows = [];

    /// <summary>Sound hosts that have an Error or a Warning.</summary>
    public static readonly string[] FalseAlarms = [];

    /// <summary>Rules without a page in docs/findings.</summary>
    public static readonly string[] Pages = [];
}
