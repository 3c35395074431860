using System.Globalization;
using NetAudit.Collection.Linux.Processes;

namespace NetAudit.Probes.Trials;

/// <summary>
/// The mark of a temporary network: a label, and the beginning of its name. They name the run that made it and must remove it.
/// </summary>
/// <param name="Owner">The process that made it.</param>
/// <param name="Until">When its run ends at the latest.</param>
internal sealed record TemporaryNetworkMark(string Owner, DateTimeOffset Until)
{
    /// <summary>The label's name. Its value is the mark.</summary>
    public const string Label = "netaudit.temporary";

    /// <summary>The beginning of all names.</summary>
    public const string NamePrefix = "netaudit-tmp-";

    private const string Between = " until ";
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The mark for a run that begins now.</summary>
    public static TemporaryNetworkMark OfThisRun(TimeSpan longest) =>
        new($"{ProcessIdentity.OfSelf() ?? "unknown"}#{Guid.NewGuid().ToString("N")[..8]}", DateTimeOffset.UtcNow + longest);

    /// <summary>Reads a label's value; null if it isn't one that NetAudit wrote.</summary>
    public static TemporaryNetworkMark? Parse(string? value) =>
        value?.Split([Between], StringSplitOptions.None) is [var owner, var until]
        && DateTimeOffset.TryParseExact(until, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new TemporaryNetworkMark(owner, time)
            : null;

    /// <summary>Whether its run has ended: its process is gone or, if that can't be seen here, its time is over.</summary>
    public bool IsOver(DateTimeOffset now, Func<string, bool?> runs) => runs(Owner.Split('#')[0]) == false || now > Until;

    /// <summary>A name for one more network.</summary>
    public static string NewName() => NamePrefix + Guid.NewGuid().ToString("N")[..12];

    /// <summary>The label's value.</summary>
    public override string ToString() => Owner + Between + Until.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
