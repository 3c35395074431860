namespace NetAudit.Collection.Bundles;

/// <summary>A bundle's files, in a folder or an archive. Names are relative, with slashes, and checked.</summary>
internal interface IBundleFiles
{
    /// <summary>The bundle's path, for messages.</summary>
    string Path { get; }

    /// <summary>Names of all files.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>When the newest of them was written.</summary>
    DateTimeOffset Newest { get; }

    /// <summary>A file's text; null where it is missing or empty.</summary>
    string? Text(string name);
}
