using NetAudit.Matrix;
using NetAudit.Rows;

namespace NetAudit.Reports;

/// <summary>An aspect, and what NetAudit's two built-in editions document about it for each solution.</summary>
internal sealed record DocumentedAspect
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Meaning { get; init; }

    public required IReadOnlyList<DocumentedCell> Cells { get; init; }

    /// <summary>The aspects and solutions that rows are about, in the order of the edition.</summary>
    public static IReadOnlyList<DocumentedAspect> Find(IReadOnlyList<OverlayFeature> rows)
    {
        var (first, today) = (Editions.Load(Editions.Default), Editions.Load(Editions.Today));
        var solutions = rows.Select(row => row.Solution).Distinct().ToList();
        return
        [
            .. today
                .Aspects.Where(aspect => rows.Any(row => row.Aspect == aspect.Id))
                .Select(aspect => new DocumentedAspect
                {
                    Id = aspect.Id,
                    Title = aspect.Title,
                    Meaning = aspect.Meaning,
                    Cells = [.. solutions.Select(solution => DocumentedCell.Create(solution, aspect.Id, first, today))],
                }),
        ];
    }
}

/// <summary>What is documented about one aspect of a solution.</summary>
internal sealed record DocumentedCell(string Solution, string? Then, string? Today, string? Since)
{
    public static DocumentedCell Create(string solution, string aspect, Edition first, Edition today)
    {
        var cell = today.Find(solution, aspect);
        return new DocumentedCell(solution, first.Find(solution, aspect)?.Text, cell?.Text, cell?.Since?.ToString());
    }
}
