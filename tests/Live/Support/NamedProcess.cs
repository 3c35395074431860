using System.Diagnostics;

namespace NetAudit.Live.Tests.Support;

/// <summary>A program of any name, played by perl. The kernel names a process after its file.</summary>
internal sealed class NamedProcess : IDisposable
{
    private const string Perl = "/usr/bin/perl";

    private readonly Process process;
    private readonly string folder;

    private NamedProcess(Process process, string folder) => (this.process, this.folder) = (process, folder);

    public int Pid => process.Id;

    /// <summary>The reason why none can be made; null if one can.</summary>
    public static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !File.Exists(Perl) ? "needs perl (perl-base)"
        : null;

    /// <summary>A perl script that listens on a unix socket. Processes that it starts later inherit the socket.</summary>
    public static string ListenAt(string path) =>
        $"use Socket; $^F = 255; socket(S, AF_UNIX, SOCK_STREAM, 0) or die; bind(S, sockaddr_un('{path}')) or die; listen(S, 5) or die;";

    /// <summary>Starts a program under a name. After its script, it waits until its input ends, so it never outlives the tests.</summary>
    public static NamedProcess Start(string name, string script, TemporaryNamespace? inside = null, params string[] otherNames)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-linux-").FullName;
        foreach (var file in otherNames.Prepend(name))
        {
            File.Copy(Perl, Path.Combine(folder, file));
        }

        string[] command = [Path.Combine(folder, name), "-e", $"$dir = '{folder}'; $| = 1; {script}; print \"ready\\n\"; 1 while <STDIN>"];
        var start = inside is null
            ? new ProcessStartInfo(command[0], command[1..])
            : new ProcessStartInfo("ip", ["netns", "exec", inside.Name, .. command]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var started = new NamedProcess(Process.Start(start)!, folder);
        if (started.process.StandardOutput.ReadLine() != "ready")
        {
            started.Dispose();
            throw new InvalidOperationException($"{name} did not start.");
        }

        return started;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
