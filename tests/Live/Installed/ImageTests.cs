using NetAudit.Live.Tests.Support;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Live.Tests.Installed;

/// <summary>A host with containers on an overlay, for the image to look at.</summary>
public abstract class ImageFixture : LabFixture
{
    private protected ImageFixture(EngineKind engine, string format)
        : base(engine) => Format = format;

    /// <summary>What the engine can load: those before 25 know Docker's own format only.</summary>
    internal string Format { get; }

    internal DockerHost Host { get; private set; } = null!;

    private protected override async Task SetUpAsync()
    {
        Host = await AddHostAsync("imaged");
        await StartAsync(Host);
        await Host.DockerAsync("swarm", "init", "--advertise-addr", Host.Address);
        await Host.DockerAsync("network", "create", "-d", "overlay", "--attachable", "ov1");
        await Host.RunContainerAsync("c1", "--network", "ov1");
        await Host.RunContainerAsync("c2", "--network", "ov1");
    }
}

/// <summary>On this machine's engine.</summary>
public sealed class InstalledImage() : ImageFixture(EngineKind.Installed, "Docker");

/// <summary>On a current engine.</summary>
public sealed class SidImage() : ImageFixture(EngineKind.Sid, "OCI");

/// <summary>The image, made by the SDK into a file, loaded by an engine, and run as README has it.</summary>
public abstract class ImageTests<TLab> : LabTestBase<TLab>, IDisposable
    where TLab : ImageFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-image").FullName;

    private protected ImageTests(TLab lab)
        : base(lab) { }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_image_made_without_an_engine_sees_in_a_container_what_netaudit_sees_on_the_host()
    {
        var missing = BaseImage.Missing;
        Assert.SkipWhen(missing.Count > 0, $"needs {string.Join(", ", missing)}");
        var archive = Path.Combine(_folder, "netaudit.tar");
        var layer = await BaseImage.TarAsync();
        using (var registry = new LoopbackRegistry(layer, BaseImage.Compressed(layer)))
        {
            await Publishing.RunAsync(
                Path.Combine(_folder, "files"),
                "linux-x64",
                "-t:PublishContainer",
                $"-p:ContainerArchiveOutputPath={archive}",
                $"-p:ContainerImageFormat={Lab.Format}",
                $"-p:ContainerBaseImage={registry.Address}/{LoopbackRegistry.Image}"
            );
        }

        var loaded = await Lab.Host.DockerAsync("load", "-i", archive);
        var image = loaded.Split("Loaded image: ")[1].Trim();
        var rows = JArray.Parse(await Lab.Host.DockerAsync([.. Run(image), "audit", "-AsJson"]));

        var outside = AuditRows.Features(await LabFixture.CollectAsync(Lab.Host));
        Assert.Equal(outside.Select(Told), rows.Select(Told));
    }

    /// <summary>The mounts and capabilities of README's line.</summary>
    private static string[] Run(string image) =>
        [
            "run",
            "--rm",
            "--pid=host",
            "--network=host",
            "--read-only",
            "--cap-drop=ALL",
            "--cap-add=SYS_ADMIN",
            "--cap-add=SYS_PTRACE",
            "--cap-add=NET_ADMIN",
            "--cap-add=DAC_READ_SEARCH",
            "--security-opt=apparmor=unconfined",
            "--volume=/var/run/docker.sock:/var/run/docker.sock",
            image,
        ];

    private static string Told(OverlayFeature row) => $"{row.Solution} {row.Aspect}: {row.Status}, {row.Basis}, {row.Observed}";

    private static string Told(JToken row) => $"{row["Solution"]} {row["Aspect"]}: {row["Status"]}, {row["Basis"]}, {row["Observed"]}";
}

/// <summary>On this machine's engine.</summary>
public sealed class InstalledImageTests(InstalledImage lab) : ImageTests<InstalledImage>(lab), IClassFixture<InstalledImage>;

/// <summary>On a current engine.</summary>
public sealed class SidImageTests(SidImage lab) : ImageTests<SidImage>(lab), IClassFixture<SidImage>;
