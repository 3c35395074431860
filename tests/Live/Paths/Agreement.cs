namespace NetAudit.Live.Tests.Paths;

/// <summary>
/// Decides whether two programs that took turns at one measurement agree. The median of one must lie within the other's range. That range
/// is widened by the scatter (largest over smallest) of the less steady program. So the tolerance is narrow on a quiet machine, and on a
/// busy one it follows from these very rounds.
/// </summary>
internal static class Agreement
{
    public static bool Holds(IReadOnlyList<double> own, IReadOnlyList<double> others)
    {
        var (low, high) = Bounds(own, others);
        var middle = own.Order().ElementAt(own.Count / 2);
        return middle >= low && middle <= high;
    }

    public static (double Low, double High) Bounds(IReadOnlyList<double> own, IReadOnlyList<double> others)
    {
        var scatter = Math.Max(own.Max() / own.Min(), others.Max() / others.Min());
        return (others.Min() / scatter, others.Max() * scatter);
    }
}
