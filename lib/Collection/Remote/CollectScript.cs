using System.Text;

namespace NetAudit.Collection.Remote;

/// <summary>collect.sh, which reads a host and writes a bundle.</summary>
internal static class CollectScript
{
    /// <summary>Its text.</summary>
    public static byte[] Bytes { get; } = Read();

    /// <summary>Its text, as a string.</summary>
    public static string Text => Encoding.UTF8.GetString(Bytes);

    private static byte[] Read()
    {
        using var resource = typeof(CollectScript).Assembly.GetManifestResourceStream("collect.sh")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return [.. bytes.ToArray().Where(one => one != '\r')]; // A checkout may have given it the line ends of Windows.
    }
}
