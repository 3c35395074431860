using NetAudit.Collection.Bundles;

namespace NetAudit.Library.Tests.Properties;

/// <summary>A bundle with one file's text changed.</summary>
internal sealed class ChangedFiles(IBundleFiles all, string changed, string text) : IBundleFiles
{
    public string Path => all.Path;

    public IReadOnlyCollection<string> Names => all.Names;

    public DateTimeOffset Newest => all.Newest;

    public long MostValues => all.MostValues + text.Length;

    public TextReader? Open(string name) => name == changed ? new StringReader(text) : all.Open(name);

    /// <summary>A recorded host's bundle.</summary>
    public static IBundleFiles Bundle(string path)
    {
        using var stream = File.OpenRead(path);
        return ArchiveFiles.Read(path, stream, compressed: true, new BundleBounds(), CancellationToken.None);
    }
}
