using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>
/// How long all processors have been busy since the machine started, of how long: the first line of /proc/stat, in the kernel's ticks.
/// </summary>
/// <param name="Busy">Something ran, or the machine below ran something else.</param>
/// <param name="All">Idle time too.</param>
internal readonly record struct ProcessorTimes(double Busy, double All)
{
    private const int Idle = 3;
    private const int WaitingForDisk = 4;
    private const int Steal = 7;

    /// <summary>Reads them; both are 0 if the text isn't such a line.</summary>
    public static ProcessorTimes Read(string text)
    {
        var end = text.IndexOf('\n');
        var fields = (end < 0 ? text : text[..end]).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= WaitingForDisk + 1 || fields[0] != "cpu")
        {
            return default;
        }

        var (busy, all) = (0.0, 0.0);

        // What follows is guests' time, which is in the first two already.
        for (var index = 0; index <= Steal && index + 1 < fields.Length; index++)
        {
            if (!ulong.TryParse(fields[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return default;
            }

            all += ticks;
            busy += index is Idle or WaitingForDisk ? 0 : ticks;
        }

        return new(busy, all);
    }
}
