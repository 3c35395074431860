using NetAudit.Collection.Remote;

namespace NetAudit.Collection.Formats;

/// <summary>What OpenSSH, sudo and shells print when they fail.</summary>
internal static class SshErrorText
{
    /// <summary>The first that fits counts.</summary>
    private static readonly (SshFault Fault, string Words)[] Known =
    [
        (SshFault.HostKeyChanged, "HOST IDENTIFICATION HAS CHANGED"),
        (SshFault.HostKeyChanged, "revoked"),
        (SshFault.HostKeyUnknown, "Host key verification failed"),
        (SshFault.NotAuthenticated, "Permission denied ("),
        (SshFault.NotAuthenticated, "Too many authentication failures"),
        (SshFault.SudoRefused, "sudo: "),
        (SshFault.SudoRefused, "not in the sudoers file"),
        (SshFault.SudoRefused, "may not run sudo"),
        (SshFault.NameUnknown, "Could not resolve hostname"),
        (SshFault.Refused, "Connection refused"),
        (SshFault.NoRoute, "No route to host"),
        (SshFault.NoRoute, "Network is unreachable"),
        (SshFault.NoRoute, "timed out"),
        (SshFault.CutOff, "Connection closed by"),
        (SshFault.CutOff, "Connection reset by"),
        (SshFault.CutOff, "closed by remote host"),
        (SshFault.CutOff, "Broken pipe"),
        (SshFault.NoShell, "not found"),
        (SshFault.NoShell, "is not recognized"),
    ];

    /// <summary>What it is about.</summary>
    public static SshFault Read(string printed) =>
        Known.FirstOrDefault(known => printed.IndexOf(known.Words, StringComparison.OrdinalIgnoreCase) >= 0).Fault;

    /// <summary>The last line that says something, without secrets and control characters.</summary>
    public static string LastLine(string printed)
    {
        const int longest = 300;
        var line = printed.Split('\n').Select(one => one.Trim()).LastOrDefault(one => one.Length > 0) ?? "";
        var shown = new string([.. Secrets.Text(line).Select(c => char.IsControl(c) ? ' ' : c)]).TrimEnd('.', ' ');
        return shown.Length <= longest ? shown : shown[..longest];
    }
}
