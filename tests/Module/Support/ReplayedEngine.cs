using System.Formats.Tar;
using System.IO.Compression;
using NetAudit.Library.Tests;
using NetAudit.Library.Tests.Collection.Engine;

namespace NetAudit.Module.Tests.Support;

/// <summary>Engines that answer as a recorded one did, each under its own name and id.</summary>
internal static class ReplayedEngine
{
    /// <summary>The answers of a recorded engine, by path.</summary>
    public static IReadOnlyDictionary<string, string> Answers(string bundle)
    {
        var answers = new Dictionary<string, string>();
        using var file = new GZipStream(File.OpenRead(RecordedHosts.PathOf(bundle)), CompressionMode.Decompress);
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
        {
            var at = entry.Name.IndexOf("engine/", StringComparison.Ordinal);
            if (at < 0 || entry.DataStream is null)
            {
                continue;
            }

            using var text = new StreamReader(entry.DataStream);
            var name = entry.Name[(at + "engine".Length)..^".json".Length];
            answers[name] = text.ReadToEnd();
        }

        return answers;
    }

    /// <summary>Starts a replayed engine.</summary>
    public static FakeEngine Start(IReadOnlyDictionary<string, string> answers, string recordedName, string name)
    {
        var engine = new FakeEngine();
        foreach (var (path, text) in answers)
        {
            var own = path == "/info" ? text.Replace($"\"{recordedName}\"", $"\"{name}\"").Replace("\"ID\":\"", $"\"ID\":\"{name}-") : text;
            engine.Answers[
                path == "/containers" ? "/containers/json?all=1"
                : path.StartsWith("/containers/") ? path + "/json"
                : path
            ] = (200, own);
            if (path.StartsWith("/networks/"))
            {
                engine.Answers[path + "?verbose=true"] = (200, own);
            }
        }

        return engine;
    }
}
