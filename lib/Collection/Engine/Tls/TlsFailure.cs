using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>What can go wrong with TLS, each with what to do.</summary>
internal static class TlsFailure
{
    private const int LongestName = 200;

    /// <summary>The engine's certificate doesn't prove that it is the engine that was meant.</summary>
    public static NetAuditException NotTrusted(EngineEndpoint endpoint, ServerFault fault, X509Certificate2? server, Exception cause)
    {
        var (reason, recommendation) = Words(endpoint, fault, server);
        return new NetAuditException(
            NetAuditError.EngineNotTrusted,
            $"The engine at {endpoint} is not trusted: {reason}.",
            endpoint.ToString(),
            recommendation,
            cause
        );
    }

    /// <summary>The other end speaks something else.</summary>
    public static NetAuditException NoTls(EngineEndpoint endpoint, Exception cause) =>
        new(
            NetAuditError.EngineAnswerInvalid,
            $"The other end at {endpoint} does not speak TLS, or only versions of TLS that this machine does not speak.",
            endpoint.ToString(),
            "Engines have TLS at port 2376 as a rule, and none at 2375: check the port, and whether DOCKER_TLS_VERIFY is set on purpose.",
            cause
        );

    /// <summary>The engine ended the connection over the client's certificate, or for the lack of one.</summary>
    public static NetAuditException Refused(EngineEndpoint endpoint, TlsMaterial material, Exception cause)
    {
        var (reason, recommendation) = Words(material);
        return new NetAuditException(
            NetAuditError.ClientCertificateRefused,
            $"The engine at {endpoint} refused the connection: {reason}.",
            endpoint.ToString(),
            recommendation,
            cause
        );
    }

    private static (string Reason, string Recommendation) Words(EngineEndpoint endpoint, ServerFault fault, X509Certificate2? server) =>
        fault switch
        {
            ServerFault.NoCertificate => ("it showed no certificate", "Check that the endpoint is the engine's."),
            ServerFault.Expired => ($"its certificate ended on {Day(server!.NotAfter)}", "Give the engine a new certificate."),
            ServerFault.NotYetValid => (
                $"its certificate begins on {Day(server!.NotBefore)}",
                "Check this machine's clock, then the engine's certificate."
            ),
            ServerFault.OtherName => (
                $"its certificate ({Subject(server!)}) is not for the name {endpoint.Http.DnsSafeHost}",
                "Use a name that the certificate has, or give the engine one with this name among its alternative names."
            ),
            ServerFault.UnknownAuthority => (
                $"its certificate, issued by {Issuer(server!)}, is not from {Authority(endpoint)}",
                endpoint.Tls is null
                    ? "Name the folder with the engine's ca.pem with DOCKER_CERT_PATH."
                    : "Get the ca.pem of the authority that signed the engine's certificate."
            ),
            _ => (
                $"its certificate ({Subject(server!)}) or one in its chain is damaged, ended, or may not be used for that",
                "`openssl s_client -connect HOST:PORT -showcerts` shows the chain; give the engine a sound one."
            ),
        };

    private static (string Reason, string Recommendation) Words(TlsMaterial material)
    {
        var place = material.Files is { } files ? $"{files.Certificate} and {files.Key}" : "cert.pem and key.pem";
        if (material.Client is not { } client)
        {
            return (
                "it wants a client certificate, and there is none",
                $"Put cert.pem and key.pem beside ca.pem ({place}), or name the folder with DOCKER_CERT_PATH."
            );
        }

        var shown = $"the client certificate {Subject(client)}";
        return client.NotAfter < DateTime.Now
            ? ($"{shown} ended on {Day(client.NotAfter)}", $"Get a new one, and put it at {place}.")
            : (
                $"{shown}, issued by {Issuer(client)}, is not one that it takes",
                $"Use a certificate that the engine's --tlscacert signed, at {place}."
            );
    }

    private static string Authority(EngineEndpoint endpoint) =>
        endpoint.Tls is { } files && File.Exists(files.Authorities) ? files.Authorities : "an authority that this machine trusts";

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Subject(X509Certificate2 certificate) => Shown(certificate.Subject);

    private static string Issuer(X509Certificate2 certificate) => Shown(certificate.Issuer);

    private static string Shown(string name)
    {
        var line = new string([.. name.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= LongestName ? line : line[..LongestName];
    }
}
