namespace NetAudit.Live.Tests.Support;

/// <summary>An authority's certificate and the certificates that it signs, made by openssl in a folder.</summary>
internal sealed class Certificates(string folder)
{
    /// <summary>The authority's certificate.</summary>
    public string Authority => In("ca.pem");

    /// <summary>The path of a file beside it.</summary>
    public string In(string name) => Path.Combine(folder, name);

    /// <summary>Makes the authority.</summary>
    public async Task CreateAuthorityAsync(string name)
    {
        Directory.CreateDirectory(folder);
        await ShAsync(
            $"""
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -days 3 -subj '/CN={name}'
            : >index.txt; echo 01 >serial
            printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\n' >ca.cnf
            printf 'policy=p\nunique_subject=no\n[p]\ncommonName=supplied\n' >>ca.cnf
            """
        );
    }

    /// <summary>Makes NAME.pem and NAME-key.pem.</summary>
    /// <param name="name">The name of the files and of the certificate.</param>
    /// <param name="extensions">The extensions, one per line: "extendedKeyUsage=clientAuth".</param>
    /// <param name="end">The end of validity, in openssl's format for times.</param>
    /// <param name="key">The key's kind, as `openssl req` takes it.</param>
    public Task SignAsync(string name, string extensions, string end = "20491231000000Z", string key = "rsa:2048") =>
        ShAsync(
            $"""
            openssl req -newkey {key} -nodes -keyout {name}-key.pem -out {name}.csr -subj '/CN={name}'
            printf '{extensions}\n' >{name}.ext
            openssl ca -batch -notext -config ca.cnf -in {name}.csr -cert ca.pem -keyfile ca-key.pem -out {name}.pem \
              -startdate 20200101000000Z -enddate {end} -extfile {name}.ext
            """
        );

    /// <summary>Makes a folder as DOCKER_CERT_PATH names one.</summary>
    /// <param name="authority">The authority whose ca.pem it holds.</param>
    /// <param name="client">The client whose certificate and key it holds; null for none.</param>
    public string Folder(Certificates authority, string? client)
    {
        var made = NewFolder();
        File.Copy(authority.Authority, Path.Combine(made, "ca.pem"));
        if (client is not null)
        {
            File.Copy(Path.Combine(folder, client + ".pem"), Path.Combine(made, "cert.pem"));
            File.Copy(Path.Combine(folder, client + "-key.pem"), Path.Combine(made, "key.pem"));
        }

        return made;
    }

    /// <summary>Makes an empty folder, which is removed with this one.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N")[..8])).FullName;

    /// <summary>Runs a script in the folder.</summary>
    public async Task ShAsync(string script) => (await Tool.TryAsync("sh", ["-ec", $"cd {folder}; exec 2>&1; {script}"])).OrThrow();
}
