namespace NetAudit.Collection.Engine;

/// <summary>The files that a TLS connection uses, as the docker client names them.</summary>
internal sealed record TlsFiles
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The origin of the folder, for messages.</summary>
    public required string NamedBy { get; init; }

    /// <summary>Whether any server's certificate is accepted (DOCKER_TLS, a context's SkipTLSVerify).</summary>
    public bool AnyServer { get; init; }

    /// <summary>Whether the machine's own authorities count if there is no ca.pem, as with contexts.</summary>
    public bool MayLackCa { get; init; }

    /// <summary>The file of the authorities that may sign the engine's certificate.</summary>
    public string Authorities => Path.Combine(Folder, "ca.pem");

    /// <summary>The file of the client's certificate.</summary>
    public string Certificate => Path.Combine(Folder, "cert.pem");

    /// <summary>The client's key.</summary>
    public string Key => Path.Combine(Folder, "key.pem");

    /// <summary>The files of a folder.</summary>
    public static TlsFiles In(string folder, string namedBy) => new() { Folder = folder, NamedBy = namedBy };
}
