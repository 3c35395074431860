using System.Globalization;

namespace NetAudit.Collection.Formats;

/// <summary>
/// How long all processors have been busy since the machine started, and the total time: the first line of /proc/stat, in the kernel's
/// ticks.
/// </summary>
/// <param name="Busy">Ticks in which something ran, or the hypervisor ran something else.</param>
/// <param name="All">All ticks, idle time included.</param>
internal readonly record struct ProcessorTimes(double Busy, double All)
{
    private const int Idle = 3;
    private const int WaitingForDisk = 4;
    private const int Steal = 7;

    /// <summary>Reads the times; both are 0 if the text isn't such a line.</summary>
    public static ProcessorTimes Read(string text)
    {
        var end = text.IndexOf('\n');
        var fields = (end < 0 ? text : text[..end]).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length <= WaitingForDisk + 1 || fields[0] != "cpu")
        {
            return default;
        }

        var (busy, all) = (0.0, 0.0);

        // The fields after these are guests' time, which the first two already include.
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
