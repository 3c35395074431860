namespace NetAudit.Collection.Bundles;

/// <summary>A bundle's files, in a folder or an archive. Names are relative, with slashes, and checked.</summary>
internal interface IBundleFiles
{
    /// <summary>The bundle's path, for messages.</summary>
    string Path { get; }

    /// <summary>Names of all files.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The time of the newest file.</summary>
    DateTimeOffset Newest { get; }

    /// <summary>The limit of values for all files together.</summary>
    long MostValues { get; }

    /// <summary>A file's text, from its start; null if the file is missing or empty.</summary>
    TextReader? Open(string name);
}
