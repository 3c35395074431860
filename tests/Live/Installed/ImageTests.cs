using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NetAudit.Fleet;
using NetAudit.Live.Tests.Support;
using NetAudit.Model;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Live.Tests.Installed;

/// <summary>A host with containers on an overlay network, for the image to audit.</summary>
public sealed class ImageFixture() : LabFixture(EngineKind.Installed)
{
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

/// <summary>The image, which the SDK writes to a file and an engine loads, run by README's command.</summary>
public sealed class ImageTests(ImageFixture lab) : LabTestBase<ImageFixture>(lab), IClassFixture<ImageFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("netaudit-image").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_image_made_without_an_engine_sees_in_a_container_what_netaudit_sees_on_the_host()
    {
        var archive = await PublishAsync("Docker");
        var loaded = await Lab.Host.DockerAsync("load", "-i", archive);
        var image = loaded.Split("Loaded image: ")[1].Trim();
        var rows = JArray.Parse(await Lab.Host.DockerAsync([.. Run(image), "audit", "-AsJson"]));

        var outside = AuditRows.Features(await LabFixture.CollectAsync(Lab.Host));
        Assert.Equal(outside.Select(Told), rows.Select(Told));
        Assert.Equal(outside.Select(Told), (await ReadByJobAsync(image)).Select(Told));
    }

    /// <summary>The rows from the swarm's job, which uses the same image.</summary>
    private async Task<IReadOnlyList<OverlayFeature>> ReadByJobAsync(string image)
    {
        var outcomes = new List<SwarmNodeOutcome>();
        var options = new SwarmCollectionOptions { Image = image, Timeout = TimeSpan.FromSeconds(200) };
        await SwarmHosts.CollectAsync(Lab.Host.Uri, options, outcomes.Add, new NullCollectionLog(), Cancellation);
        var outcome = Assert.Single(outcomes);
        Assert.True(outcome.Failure is null, outcome.Failure?.Message);
        return AuditRows.Features(outcome.Snapshot!);
    }

    [Fact]
    public async Task As_an_OCI_layout_it_holds_what_it_names_and_starts_netaudit()
    {
        var files = await ReadAsync(await PublishAsync("OCI"));

        Assert.Contains("imageLayoutVersion", Text(files["oci-layout"]), StringComparison.Ordinal);
        var manifest = JObject.Parse(Blob(JObject.Parse(Text(files["index.json"]))["manifests"]!.Single()));
        Assert.All(manifest["layers"]!, layer => Assert.Equal((long)layer["size"]!, files[Name(layer)].LongLength));
        var bill = await BillAsync(manifest["layers"]!.Select(layer => files[Name(layer)]));
        var written = Path.Combine(Collector.RepositoryFolder(), "module", "Shell", "sbom.cdx.json");
        Assert.Equal(JObject.Parse(await File.ReadAllTextAsync(written, Cancellation)), JObject.Parse(bill));
        var config = JObject.Parse(Blob(manifest["config"]!))["config"]!;
        Assert.Equal(["/app/NetAudit.Shell"], config["Entrypoint"]!.Select(word => (string)word!));

        string Blob(JToken described)
        {
            var content = files[Name(described)];
            Assert.Equal((string)described["digest"]!, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}");
            return Text(content);
        }
    }

    private async Task<string> PublishAsync(string format)
    {
        var missing = BaseImage.Missing;
        Assert.SkipWhen(missing.Count > 0, $"needs {string.Join(", ", missing)}");
        var archive = Path.Combine(_folder, "netaudit.tar");
        var layer = await BaseImage.TarAsync();
        using var registry = new LoopbackRegistry(layer, BaseImage.Compressed(layer));
        await Publishing.RunAsync(
            Path.Combine(_folder, "files"),
            "linux-x64",
            "-t:PublishContainer",
            $"-p:ContainerArchiveOutputPath={archive}",
            $"-p:ContainerImageFormat={format}",
            $"-p:ContainerBaseImage={registry.Address}/{LoopbackRegistry.Image}"
        );
        return archive;
    }

    /// <summary>Finds the bill of materials in one of the layers.</summary>
    private static async Task<string> BillAsync(IEnumerable<byte[]> layers)
    {
        var found = new List<byte[]>();
        foreach (var layer in layers)
        {
            await using var unpacked = new GZipStream(new MemoryStream(layer), CompressionMode.Decompress);
            var files = await ReadAsync(unpacked);
            found.AddRange(files.Where(file => file.Key.TrimStart('.', '/') == "app/sbom.cdx.json").Select(file => file.Value));
        }

        return Text(Assert.Single(found));
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string archive)
    {
        await using var stream = File.OpenRead(archive);
        return await ReadAsync(stream);
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(Stream stream)
    {
        var files = new Dictionary<string, byte[]>();
        await using var tar = new TarReader(stream);
        while (await tar.GetNextEntryAsync(copyData: true, Cancellation) is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                await data.CopyToAsync(content, Cancellation);
                files[entry.Name] = content.ToArray();
            }
        }

        return files;
    }

    private static string Name(JToken described) => $"blobs/{((string)described["digest"]!).Replace(':', '/')}";

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content);

    /// <summary>The mounts and capabilities of README's command.</summary>
    private static string[] Run(string image) =>
        [
            "run",
            "--rm",
            "--pid=host",
            "--network=host",
            "--read-only",
            "--tmpfs=/tmp",
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
