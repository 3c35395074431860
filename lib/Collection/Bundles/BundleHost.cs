using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>Reads a host's processes and files.</summary>
internal static class BundleHost
{
    private const string Folder = "host/files";
    private const int MostFiles = 200;

    public static IReadOnlyList<HostProcess>? Processes(Bundle bundle) =>
        WholeEntries.Processes(bundle.Array("host/processes.json")) is { } processes
            ?
            [
                .. processes
                    .OfType<JsonObject>()
                    .Select(process => HostProcesses.Read(process.Int("pid") ?? 0, process.Texts("cmdline")))
                    .OfType<HostProcess>(),
            ]
            : null;

    public static IReadOnlyList<HostFile> Files(Bundle bundle) =>
        [
            .. bundle
                .Under(Folder)
                .Where(HostFiles.Matters)
                .Take(MostFiles)
                .Select(path => (Path: path, Text: bundle.Text(Folder + path)))
                .Where(file => file.Text is not null)
                .Select(file => HostFiles.Read(file.Path, file.Text!)),
        ];
}
