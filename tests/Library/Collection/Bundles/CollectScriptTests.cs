using System.ComponentModel;
using System.Diagnostics;
using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Collection.Bundles;

/// <summary>
/// collect.sh, run by each installed shell against an engine that is a folder of answers. A program called curl, first in PATH, prints
/// them. So its handling of secrets is checked from end to end without Docker.
/// </summary>
public sealed class CollectScriptTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly UnpackedBundle _folder = UnpackedBundle.Empty();

    public static TheoryData<string, string> Engines =>
        new(
            from shell in (string[])["dash", "bash", "busybox"]
            from name in (string[])
                ["overlay-swarm/sw1", "weave-sleeve-encrypted/node1", "calico-libnetwork-v2.6/host1", "engine28-swarm/md2"]
            where shell == "dash" || name == "overlay-swarm/sw1"
            select (shell, name)
        );

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_it_takes_out_turns_no_fact_around(string shell, string name)
    {
        using var raw = UnpackedBundle.Of(name);
        var host = Collect(shell, Path.Combine(raw.Path, "engine"));

        Assert.Equal(Facts(RecordedHost.Read(raw.Path, TestContext.Current.CancellationToken)), Facts(host));
    }

    [Theory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData("busybox")]
    public void No_secret_reaches_the_bundle_however_it_is_written(string shell)
    {
        _folder.Write("engine/version.json", """{"Version":"28.0","ApiVersion":"1.51"}""");
        _folder.Write(
            "engine/info.json",
            """
            {"Name":"h","ClusterStore":"etcd://root:hunter2@10.0.0.1:2379","HttpProxy":"http://u:hunter2/@p:1/",
            "Labels":["k=hunter2"]}
            """
        );
        _folder.Write(
            "engine/swarm.json",
            """{"ID":"x","JoinTokens":{"Worker":"SWMTKN-hunter2","Manager":"hunter2"},"Spec":{"CAConfig":{"SigningCAKey":"hunter2"}}}"""
        );
        _folder.Write(
            "engine/networks.json",
            """
            [{"Name":"monkey","Id":"aaaaaaaaaaaa","Driver":"bridge","Options":{"Id":"../../evil","x.password":"hunter2",
            "x.mtu":"1400"},"Labels":{"a":"hunter2"}}]
            """
        );
        _folder.Write(
            "engine/networks/aaaaaaaaaaaa.json",
            """
            {"Name":"monkey","Id":"aaaaaaaaaaaa","Driver":"bridge","Options":{"x.mtu":"1400"},"Containers":{"token":{"Name":"c",
            "IPv4Address":"10.1.0.2/24"}}}
            """
        );
        _folder.Write(
            "engine/containers.json",
            """
            [{"Id":"bbbbbbbbbbbb","Names":["/c"],"Command":"/bin/sh -c 'mysql -phunter2'","State":"exited",
            "Labels":{"works.weave.role":"system","a":"hunter2"},
            "NetworkSettings":{"Networks":{"my-key":{"IPAddress":"10.1.0.2"}}}}]
            """
        );
        _folder.Write(
            "engine/containers/bbbbbbbbbbbb.json",
            """
            {"Id":"bbbbbbbbbbbb","Path":"mysql","Args":["-phunter2"],"State":{"Pid":0,"Health":{"Log":[{"Output":"hunter2"}]}},
             "HostConfig":{"LogConfig":{"Type":"x","Config":{"url":"hunter2"}}},
             "Config":{"Image":"i","Cmd":["--password","hunter2"],"Entrypoint":["sh","-c","echo hunter2"],
             "Labels":{"works.weave.role":"system","odd":"a\\\"b,\"},hunter2"},
              "Env":["A=hunter2","B=x,\"IP\":\"hunter2","C=\\\\","D=hunter2\\","E=\"]},{\"Env\":[\"IP=hunter2","IP=10.0.0.1",
              "ETCD_ENDPOINTS=http://u:hunter2@h:1,http://v:hunter2/x@g:2","BARE","F=","hunter2 without name"]}}
            """
        );
        _folder.Write(
            "engine/plugins.json",
            """
            [{"Name":"p","Enabled":true,"Settings":{"Env":["WEAVE_PASSWORD=hunter2","WEAVE_MTU=1400"],"Args":["hunter2"]},
            "Config":{"Env":[{"Name":"WEAVE_PASSWORD","Value":"hunter2"}],"Interface":{"Types":["docker.networkdriver/1.0"]}}}]
            """
        );
        _folder.Write(
            "engine/services.json",
            """
            [{"ID":"s","Spec":{"Name":"db","TaskTemplate":{"ContainerSpec":{"Env":["T=hunter2"],"Args":["hunter2"],"Command":["x",
            "hunter2"]}}}}]
            """
        );
        _folder.Write("engine/nodes.json", "{\"broken\": \"hunter2"); // Ends too early: nothing of it may be kept.

        var host = Collect(shell, Path.Combine(_folder.Path, "engine"), out var files);

        Assert.All(files, file => Assert.False(file.Value.Contains(Secret, StringComparison.Ordinal), file.Key + ": " + file.Value));
        Assert.False(files.ContainsKey("engine/nodes.json"));
        Assert.DoesNotContain(files.Keys, name => name.Contains("evil", StringComparison.Ordinal));
        var container = Assert.Single(host.Containers!);
        Assert.Equal(
            ["A", "B", "C", "D", "E", "IP", "ETCD_ENDPOINTS", "BARE", "F"],
            container.Environment!.Select(variable => variable.Name).Take(9)
        );
        Assert.Equal("10.0.0.1", container.Environment!.Single(variable => variable.Name == "IP").Value);
        Assert.Equal("10.1.0.2", Assert.Single(container.Endpoints).IPv4Address);
        Assert.Equal("system", container.Labels["works.weave.role"]);
        Assert.Equal("1400", Assert.Single(host.Networks!).Options["x.mtu"]);
        Assert.Equal("10.1.0.2/24", Assert.Single(host.Networks![0].Endpoints!).IPv4Address);
    }

    [Fact]
    public void Its_harmless_variables_are_the_readers()
    {
        var script = File.ReadAllText(Script);
        var start = script.IndexOf("HARMLESS=\"", StringComparison.Ordinal) + "HARMLESS=\"".Length;
        var names = script[start..script.IndexOf('"', start)].Split([' ', '\\', '\n'], StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(HarmlessVariables.Contains(name), name));
    }

    private static string Script => Path.Combine(RecordedHosts.Folder, "..", "..", "module", "collect.sh");

    /// <summary>An engine's facts as text, without the facts that depend on the collecting machine.</summary>
    private static string Facts(HostSnapshot host) =>
        SnapshotFile.Write(
            new HostSnapshot
            {
                Host = "",
                Origin = new RecordedOrigin(""),
                CollectedAt = host.CollectedAt,
                Engine = host.Engine,
                Networks = host.Networks,
                Containers = [.. host.Containers!.Select(container => container with { Resolver = null })],
            }
        );

    private HostSnapshot Collect(string shell, string engine) => Collect(shell, engine, out _);

    private HostSnapshot Collect(string shell, string engine, out IReadOnlyDictionary<string, string> files)
    {
        var programs = Path.Combine(_folder.Path, "programs");
        var temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, "temporary")).FullName;
        _folder.Write(
            "programs/curl",
            $$"""
            #!/bin/sh
            for url; do :; done
            path=${url#http://engine}; path=${path%%\?*}
            case $path in /containers/json) path=/containers ;; *) path=${path%/json} ;; esac
            case $url in http://engine/*) cat "{{engine}}$path.json" 2>/dev/null || echo '{"message":"no"}' ;; *) exit 7 ;; esac
            """
        );
        _folder.Write("programs/nsenter", "#!/bin/sh\necho no >&2; exit 1\n"); // The recorded process ids are other programs' here.
        var output = Path.Combine(_folder.Path, "out.tar.gz");
        var start = new ProcessStartInfo(shell) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments = [.. shell == "busybox" ? (string[])["sh"] : [], Script, "-s", "/nowhere", "-o", output];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["PATH"] = programs + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["TMPDIR"] = temporary;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "collect.sh is for Linux");

        try
        {
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(Path.Combine(programs, "curl"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
                File.SetUnixFileMode(Path.Combine(programs, "nsenter"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.True(process.WaitForExit(120_000), "it takes too long");
            Assert.True(process.ExitCode == 0, said.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"there is no {shell}");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        Assert.Equal(["out.tar.gz"], Directory.EnumerateFiles(_folder.Path, "out*").Select(Path.GetFileName));
        using var stream = File.OpenRead(output);
        var archive = NetAudit.Collection.Bundles.ArchiveFiles.Read(
            output,
            stream,
            compressed: true,
            new(),
            TestContext.Current.CancellationToken
        );
        files = archive.Names.ToDictionary(name => name, name => archive.Open(name)?.ReadToEnd() ?? "");
        return RecordedHost.Read(output, TestContext.Current.CancellationToken);
    }
}
