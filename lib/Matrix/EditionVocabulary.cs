namespace NetAudit.Matrix;

/// <summary>The names that the built-in editions use. A user's edition must use the same, or its typos would never match.</summary>
internal sealed class EditionVocabulary
{
    private readonly Dictionary<string, IReadOnlyList<string>> valuesOfAspect;

    private EditionVocabulary(IReadOnlyList<string> editions, Dictionary<string, IReadOnlyList<string>> valuesOfAspect)
    {
        Editions = editions;
        this.valuesOfAspect = valuesOfAspect;
    }

    /// <summary>Names of editions that are taken.</summary>
    public IReadOnlyList<string> Editions { get; }

    /// <summary>Ids of the known aspects.</summary>
    public IReadOnlyList<string> Aspects => [.. valuesOfAspect.Keys];

    /// <summary>The vocabulary of some editions.</summary>
    public static EditionVocabulary From(IEnumerable<Edition> editions)
    {
        var all = editions.ToList();
        var values = all.SelectMany(edition => edition.Aspects)
            .GroupBy(aspect => aspect.Id)
            .ToDictionary(same => same.Key, same => (IReadOnlyList<string>)[.. same.SelectMany(aspect => aspect.Values).Distinct()]);
        return new EditionVocabulary([.. all.Select(edition => edition.Name)], values);
    }

    /// <summary>The normalised values that cells of an aspect may use.</summary>
    public IReadOnlyList<string> ValuesOf(string aspect) => valuesOfAspect[aspect];
}
