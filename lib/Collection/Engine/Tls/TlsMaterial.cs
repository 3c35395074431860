using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Certificates and the key of a TLS connection, read from their files.</summary>
internal sealed class TlsMaterial : IDisposable
{
    /// <summary>.NET's reader of PEM files, with keys of PKCS#1, PKCS#8 and SEC1; .NET Framework has none.</summary>
    private static readonly Func<string, string, X509Certificate2>? s_readPem = typeof(X509Certificate2).GetMethod(
        "CreateFromPemFile",
        [typeof(string), typeof(string)]
    )
        is { } method
        ? (Func<string, string, X509Certificate2>)method.CreateDelegate(typeof(Func<string, string, X509Certificate2>))
        : null;

    private TlsMaterial(TlsFiles? files) => Files = files;

    /// <summary>The files; null: the machine's own authorities, and no client certificate.</summary>
    public TlsFiles? Files { get; }

    /// <summary>The authorities that may sign the engine's certificate; null: the machine's own.</summary>
    public IReadOnlyList<X509Certificate2>? Authorities { get; private init; }

    /// <summary>The client's certificate with its key, or null.</summary>
    public X509Certificate2? Client { get; private init; }

    /// <summary>Reads the certificates and the key.</summary>
    /// <exception cref="NetAuditException">A file is missing or can't be read.</exception>
    public static TlsMaterial Read(TlsFiles? files)
    {
        if (files is null)
        {
            return new TlsMaterial(null);
        }

        var withCa = !files.AnyServer && (File.Exists(files.Authorities) || !files.MayLackCa);
        return new TlsMaterial(files) { Authorities = withCa ? ReadAuthorities(files) : null, Client = ReadClient(files) };
    }

    public void Dispose()
    {
        Client?.Dispose();
        foreach (var authority in Authorities ?? [])
        {
            authority.Dispose();
        }
    }

    private static List<X509Certificate2> ReadAuthorities(TlsFiles files)
    {
        if (!File.Exists(files.Authorities))
        {
            throw Unusable(
                files.Authorities,
                $"there is no such file in the folder that {files.NamedBy} names",
                "Put the engine's CA certificate there as ca.pem, or name the right folder with DOCKER_CERT_PATH."
            );
        }

        try
        {
            var found = PemFile.Certificates(files.Authorities);
            return found.Count > 0
                ? found
                : throw Unusable(files.Authorities, "it holds no certificate", "Give the CA's certificate as PEM.");
        }
        catch (Exception problem) when (IsOfReading(problem))
        {
            throw Unusable(files.Authorities, problem.Message, "Check that it is a PEM file that you may read.", problem);
        }
    }

    private static X509Certificate2? ReadClient(TlsFiles files)
    {
        var (hasCertificate, hasKey) = (File.Exists(files.Certificate), File.Exists(files.Key));
        if (!hasCertificate && !hasKey)
        {
            return null;
        }

        if (!hasCertificate || !hasKey)
        {
            var lacking = hasCertificate ? files.Key : files.Certificate;
            throw Unusable(lacking, "it is missing, and its counterpart is there", "A client certificate needs both cert.pem and key.pem.");
        }

        if (s_readPem is null)
        {
            throw Unusable(files.Key, "Windows PowerShell can't read keys of PEM files", "Use PowerShell 7, or ssh:// as endpoint.");
        }

        try
        {
            _ = SmallFile.Read(files.Key);
            var read = s_readPem(files.Certificate, files.Key);
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Kept(read) : read;
        }
        catch (Exception problem) when (IsOfReading(problem))
        {
            throw Unusable(
                files.Key,
                $"{Path.GetFileName(files.Certificate)} and {Path.GetFileName(files.Key)} make no certificate with "
                    + $"its key: {problem.Message.TrimEnd('.')}",
                "Check that they belong together, are PEM files that you may read, and that the key has no passphrase.",
                problem
            );
        }
    }

    /// <summary>SChannel takes no key that lies in memory only.</summary>
    private static X509Certificate2 Kept(X509Certificate2 read)
    {
        using (read)
        {
            return new X509Certificate2(read.Export(X509ContentType.Pkcs12));
        }
    }

    private static bool IsOfReading(Exception problem) =>
        problem is CryptographicException or IOException or UnauthorizedAccessException or FormatException;

    private static NetAuditException Unusable(string file, string reason, string recommendation, Exception? cause = null) =>
        new(NetAuditError.CertificateUnusable, $"The file {file} can't be used for TLS: {reason}.", file, recommendation, cause);
}
