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

    /// <summary>How many values all of them may hold.</summary>
    long MostValues { get; }

    /// <summary>A file's text, to be read from its begin; null if the file is missing or empty.</summary>
    TextReader? Open(string name);
}
