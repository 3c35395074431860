using System.ComponentModel;
using NetAudit.Collection.Bundles;
using NetAudit.Collection.Engine;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Remote;

/// <summary>
/// A host that is read over the system's ssh. collect.sh runs there from its standard input, and its bundle comes back. Nothing is
/// installed. Keys, agents, jump hosts and known hosts come from the user's ssh configuration.
/// </summary>
internal static class SshHost
{
    /// <summary>A login shell's messages may precede the bundle. At most this many bytes of them are skipped.</summary>
    private const int LongestGreeting = 64 * 1024;

    /// <summary>Collects the host's facts over ssh.</summary>
    /// <param name="endpoint">ssh://[USER@]HOST[:PORT][/SOCKET].</param>
    /// <param name="program">The path or name of the ssh program.</param>
    /// <param name="sudo">Whether the collection runs as root there, by sudo.</param>
    /// <param name="log">Receives a message per step.</param>
    /// <param name="cancellationToken">Ends the collection at once.</param>
    /// <exception cref="NetAuditException">The host can't be reached, refuses the login, or sends no bundle.</exception>
    public static async Task<HostSnapshot> CollectAsync(
        EngineEndpoint endpoint,
        string program,
        bool sudo,
        ICollectionLog log,
        CancellationToken cancellationToken
    )
    {
        var outcome = await RunAsync(endpoint, program, sudo, cancellationToken).ConfigureAwait(false);
        log.Verbose($"ssh ended with {outcome.ExitCode}; {outcome.Output.Length / 1000.0:0.#} kB came back from {endpoint}.");
        if (outcome.ExitCode != 0)
        {
            throw SshFailure.From(endpoint, outcome);
        }

        var snapshot = Read(endpoint, outcome, cancellationToken);
        return snapshot.Engine is null
            ? throw SshFailure.NoEngine(endpoint, sudo)
            : snapshot with
            {
                Origin = new CollectedOrigin(endpoint.ToString()),
            };
    }

    private static async Task<SshOutcome> RunAsync(EngineEndpoint endpoint, string program, bool sudo, CancellationToken cancellationToken)
    {
        try
        {
            return await SshProcess
                .RunAsync(program, Arguments(endpoint, sudo), CollectScript.Bytes, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Win32Exception problem)
        {
            throw SshFailure.NoProgram(endpoint, problem);
        }
        catch (BoundExceededException problem)
        {
            throw SshFailure.NoBundle(endpoint, new SshOutcome(0, [], "it writes without end"), problem);
        }
    }

    private static IEnumerable<string> Arguments(EngineEndpoint endpoint, bool sudo)
    {
        yield return "-T";
        yield return "-o";
        yield return "BatchMode=yes";
        if (endpoint.Uri.Port > 0)
        {
            yield return "-p";
            yield return endpoint.Uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (endpoint.Uri.UserInfo.Length > 0)
        {
            yield return "-l";
            yield return Uri.UnescapeDataString(endpoint.Uri.UserInfo);
        }

        yield return "--";
        yield return SshEndpoint.NameOf(endpoint);
        yield return (sudo ? "sudo -n " : "") + "sh -s -- -o -" + (endpoint.Path is { } socket ? $" -s '{socket}'" : "");
    }

    private static HostSnapshot Read(EngineEndpoint endpoint, SshOutcome outcome, CancellationToken cancellationToken)
    {
        var start = BundleStart(outcome.Output);
        if (start < 0)
        {
            throw SshFailure.NoBundle(endpoint, outcome, null);
        }

        try
        {
            using var bytes = new MemoryStream(outcome.Output, start, outcome.Output.Length - start);
            var files = ArchiveFiles.Read(endpoint.ToString(), bytes, compressed: true, new BundleBounds(), cancellationToken);
            return BundleReader.Read(files, cancellationToken);
        }
        catch (NetAuditException problem) when (problem.Error == NetAuditError.BundleInvalid)
        {
            throw SshFailure.NoBundle(endpoint, outcome, problem);
        }
    }

    /// <summary>The offset of gzip's first bytes; -1 if they aren't there.</summary>
    private static int BundleStart(byte[] output)
    {
        for (var at = 0; at + 2 < output.Length && at < LongestGreeting; at++)
        {
            if (output[at] == 0x1f && output[at + 1] == 0x8b && output[at + 2] == 0x08)
            {
                return at;
            }
        }

        return -1;
    }
}
