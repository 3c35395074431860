using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using NetAudit.Model;

namespace NetAudit.Collection.Engine;

/// <summary>Sets up TLS over a connection, with both ends' certificates checked.</summary>
internal sealed class TlsSession(EngineEndpoint endpoint, TlsMaterial material)
{
    private ServerFault _fault;
    private X509Certificate2? _server;

    /// <summary>Sets TLS up over a connection; closes the connection if that fails.</summary>
    /// <exception cref="NetAuditException">The engine isn't who it should be, or speaks no TLS.</exception>
    public async Task<Stream> OpenAsync(Stream connection, CancellationToken cancellationToken)
    {
        var tls = new SslStream(connection, leaveInnerStreamOpen: false, IsTrusted, ChooseCertificate);
        try
        {
            using (cancellationToken.Register(connection.Dispose))
            {
                await tls.AuthenticateAsClientAsync(endpoint.Http.DnsSafeHost, Certificates(), SslProtocols.None, false)
                    .ConfigureAwait(false);
            }

            return tls;
        }
        catch (Exception problem) when (problem is AuthenticationException or IOException && !cancellationToken.IsCancellationRequested)
        {
            tls.Dispose();
            throw _fault != ServerFault.None ? TlsFailure.NotTrusted(endpoint, _fault, _server, problem)
            : _server is null ? TlsFailure.NoTls(endpoint, problem)
            : TlsFailure.Refused(endpoint, material, problem);
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    private X509CertificateCollection Certificates() => material.Client is { } client ? [client] : [];

    // The engine names the authorities that it takes; the docker client gives its certificate whatever they are, and so do we.
    private X509Certificate? ChooseCertificate(
        object sender,
        string targetHost,
        X509CertificateCollection localCertificates,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers
    ) => material.Client;

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _server = certificate is null ? null : new X509Certificate2(certificate);
        _fault = material.Files is { AnyServer: true } ? ServerFault.None : ServerTrust.Judge(_server, chain, errors, material.Authorities);
        return _fault == ServerFault.None;
    }
}
