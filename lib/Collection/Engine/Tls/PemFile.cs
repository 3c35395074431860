using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace NetAudit.Collection.Engine;

/// <summary>Certificates in PEM files.</summary>
internal static class PemFile
{
    /// <summary>All certificates of a file.</summary>
    public static List<X509Certificate2> Certificates(string path)
    {
        var blocks = Regex.Matches(SmallFile.Read(path), "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
        return [.. blocks.Cast<Match>().Select(block => new X509Certificate2(Convert.FromBase64String(block.Groups[1].Value)))];
    }
}
