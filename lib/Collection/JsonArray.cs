namespace NetAudit.Collection;

/// <summary>An array of a stranger's JSON. Its values are of the kinds that a <see cref="JsonObject"/> has.</summary>
internal sealed class JsonArray : List<object?>
{
    /// <summary>An empty one.</summary>
    public JsonArray() { }

    /// <param name="values">Its values.</param>
    public JsonArray(IEnumerable<object?> values)
        : base(values) { }
}
