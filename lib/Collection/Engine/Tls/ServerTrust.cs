using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace NetAudit.Collection.Engine;

/// <summary>What is wrong with an engine's certificate.</summary>
internal enum ServerFault
{
    None,
    NoCertificate,
    OtherName,
    Expired,
    NotYetValid,
    UnknownAuthority,
    Broken,
}

/// <summary>Judges an engine's certificate: by ca.pem alone if it is given.</summary>
internal static class ServerTrust
{
    private const X509ChainStatusFlags Harmless =
        X509ChainStatusFlags.UntrustedRoot
        | X509ChainStatusFlags.PartialChain
        | X509ChainStatusFlags.RevocationStatusUnknown
        | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>Judges the engine's certificate.</summary>
    /// <param name="server">The certificate that the engine showed.</param>
    /// <param name="chain">The chain that TLS made of it, with what the engine sent beside it.</param>
    /// <param name="errors">The errors that TLS found; if authorities are given, only the name's counts.</param>
    /// <param name="authorities">The authorities that may sign it; null: the machine's own.</param>
    public static ServerFault Judge(
        X509Certificate2? server,
        X509Chain? chain,
        SslPolicyErrors errors,
        IReadOnlyList<X509Certificate2>? authorities
    )
    {
        if (server is null)
        {
            return ServerFault.NoCertificate;
        }

        var now = DateTime.Now;
        return server.NotAfter < now ? ServerFault.Expired
            : server.NotBefore > now ? ServerFault.NotYetValid
            : Vouched(server, chain, errors, authorities) is var vouched and not ServerFault.None ? vouched
            : (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? ServerFault.OtherName
            : ServerFault.None;
    }

    private static ServerFault Vouched(
        X509Certificate2 server,
        X509Chain? chain,
        SslPolicyErrors errors,
        IReadOnlyList<X509Certificate2>? authorities
    ) =>
        authorities is not null ? VouchedBy(server, chain, authorities)
        : (errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0 ? ServerFault.UnknownAuthority
        : ServerFault.None;

    private static ServerFault VouchedBy(X509Certificate2 server, X509Chain? sent, IReadOnlyList<X509Certificate2> authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(authorities.ToArray());
        foreach (var element in sent?.ChainElements.Cast<X509ChainElement>() ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        _ = chain.Build(server);
        foreach (var element in chain.ChainElements.Cast<X509ChainElement>())
        {
            if (element.ChainElementStatus.Any(status => (status.Status & ~Harmless) != 0))
            {
                return ServerFault.Broken;
            }

            if (authorities.Any(authority => authority.RawData.SequenceEqual(element.Certificate.RawData)))
            {
                return ServerFault.None;
            }
        }

        return ServerFault.UnknownAuthority;
    }
}
