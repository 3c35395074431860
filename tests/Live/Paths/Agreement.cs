namespace NetAudit.Live.Tests.Paths;

/// <summary>
/// Whether two programs that measured the same thing by turns agree. The rule: the middle of the one's figures lies within the other's
/// smallest to largest, widened by how much the less steady of the two scattered itself (largest over smallest). On a quiet machine
/// that is narrow; what a busy one allows is what it was seen to do in these very rounds.
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
