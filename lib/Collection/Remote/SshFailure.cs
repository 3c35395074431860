using NetAudit.Collection.Engine;
using NetAudit.Collection.Formats;
using NetAudit.Model;

namespace NetAudit.Collection.Remote;

/// <summary>Errors of a collection over ssh, each with a command or step to try.</summary>
internal static class SshFailure
{
    private const int OfSsh = 255;

    /// <summary>The host could not be reached, or the collection there failed.</summary>
    public static NetAuditException From(EngineEndpoint endpoint, SshOutcome outcome)
    {
        var fault = SshErrorText.Read(outcome.Errors);
        var told = SshErrorText.LastLine(outcome.Errors) is { Length: > 0 } line ? $" ({line})" : "";
        return outcome.ExitCode == OfSsh ? OfConnection(endpoint, fault, told)
            : fault == SshFault.SudoRefused ? Sudo(endpoint, told)
            : OfCollection(endpoint, outcome.ExitCode, told);
    }

    /// <summary>There is no ssh on this machine.</summary>
    public static NetAuditException NoProgram(EngineEndpoint endpoint, Exception cause) =>
        new(
            NetAuditError.EngineUnreachable,
            $"The host at {endpoint} can't be reached: this machine has no ssh ({cause.Message}).",
            endpoint.ToString(),
            "Install the OpenSSH client, so that `ssh` is in PATH.",
            cause
        );

    /// <summary>The received bytes aren't a bundle, or not a complete one.</summary>
    public static NetAuditException NoBundle(EngineEndpoint endpoint, SshOutcome outcome, Exception? cause)
    {
        var told = SshErrorText.LastLine(outcome.Errors) is { Length: > 0 } line ? $"; it said: {line}" : "";
        var what = outcome.Output.Length == 0 ? "it sent nothing" : "it sent an incomplete bundle";
        return new NetAuditException(
            NetAuditError.BundleInvalid,
            $"The host at {endpoint} was reached, but {what}: the connection was cut off, or the host's disk is full{told}.",
            endpoint.ToString(),
            "Try again. If it fails again, run collect.sh on the host and read its messages (about_NetAudit_Bundles).",
            cause
        );
    }

    /// <summary>The host was read, and no engine answered there.</summary>
    public static NetAuditException NoEngine(EngineEndpoint endpoint, bool sudo) =>
        new(
            NetAuditError.EngineUnreachable,
            $"No engine answers on the host at {endpoint}.",
            endpoint.ToString(),
            (sudo ? "" : "The user there may lack the right to use it: give -Sudo, or a user in the engine's group. ")
                + "For a socket elsewhere, write its path: ssh://HOST/run/podman/podman.sock. The host needs curl or perl."
        );

    private static NetAuditException OfConnection(EngineEndpoint endpoint, SshFault fault, string told) =>
        fault switch
        {
            SshFault.HostKeyChanged => new(
                NetAuditError.EngineNotTrusted,
                $"The host at {endpoint} has another host key than before{told}.",
                endpoint.ToString(),
                "Find out why: the host may have been reinstalled, or somebody intercepts the connection. Then `ssh-keygen -R HOST` "
                    + "forgets the old key."
            ),
            SshFault.HostKeyUnknown => new(
                NetAuditError.EngineNotTrusted,
                $"The host key of {endpoint} is not known to this user{told}.",
                endpoint.ToString(),
                "Connect once by hand with `ssh`, and compare the fingerprint; or put the key into known_hosts."
            ),
            SshFault.NotAuthenticated => new(
                NetAuditError.EngineAccessDenied,
                $"The host at {endpoint} accepts none of this user's keys{told}.",
                endpoint.ToString(),
                "NetAudit asks for no password: load a key that the host knows into the agent, or name one in your ssh configuration; "
                    + "`ssh -o BatchMode=yes HOST true` shows whether it is enough."
            ),
            _ => new(
                NetAuditError.EngineUnreachable,
                $"The host at {endpoint} can't be reached: {Words(fault)}{told}.",
                endpoint.ToString(),
                "Make `ssh -o BatchMode=yes HOST true` work in the same shell: NetAudit connects in the same way."
            ),
        };

    private static string Words(SshFault fault) =>
        fault switch
        {
            SshFault.NameUnknown => "its name is not known",
            SshFault.Refused => "the connection is refused",
            SshFault.NoRoute => "nothing answers there",
            SshFault.CutOff => "the connection was cut off",
            _ => "ssh failed",
        };

    private static NetAuditException Sudo(EngineEndpoint endpoint, string told) =>
        new(
            NetAuditError.EngineAccessDenied,
            $"The host at {endpoint} was reached, but sudo does not let its user run the collection{told}.",
            endpoint.ToString(),
            "Let that user run `sudo -n sh` without a password (NOPASSWD), or use ssh://root@HOST; without -Sudo less is seen."
        );

    private static NetAuditException OfCollection(EngineEndpoint endpoint, int exitCode, string told) =>
        new(
            NetAuditError.BundleInvalid,
            $"The host at {endpoint} was reached, but the collection there ended with {exitCode}{told}.",
            endpoint.ToString(),
            "It needs sh, awk, sed, tar and gzip, and a folder for temporary files with space. It runs on Linux only."
        );
}
