namespace NetAudit.Matrix;

/// <summary>What differs between the same cell of two editions.</summary>
/// <param name="Aspect">The aspect as the newer edition titles it.</param>
/// <param name="From">The older cell.</param>
/// <param name="To">The newer cell.</param>
/// <param name="Relation">The newer cell's relation to the older; null if the newer edition doesn't state one.</param>
public sealed record CellChange(AspectDefinition Aspect, Cell From, Cell To, CellRelation? Relation);

/// <summary>Compares two editions cell by cell.</summary>
public static class EditionChanges
{
    /// <summary>Every cell that both have, in the newer one's order, including those that are the same.</summary>
    /// <param name="from">The older edition.</param>
    /// <param name="to">The newer edition.</param>
    public static IEnumerable<CellChange> Between(Edition from, Edition to) =>
        from aspect in to.Aspects
        from solution in to.Solutions
        let older = @from.Find(solution.Id, aspect.Id)
        let newer = to.Find(solution.Id, aspect.Id)
        where older is not null && newer is not null
        select new CellChange(
            aspect,
            older,
            newer,
            string.Equals(to.RelatesTo, @from.Name, StringComparison.OrdinalIgnoreCase) ? newer.Relation : null
        );
}
