using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NetAudit.Benchmarks.Hosts;

/// <summary>Engines that repeat the answers of a recorded one after a delay, each on its own socket.</summary>
internal sealed class ReplayedEngines : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly string folder;

    private ReplayedEngines(WebApplication web, string folder, IReadOnlyList<string> endpoints) =>
        (this.web, this.folder, Endpoints) = (web, folder, endpoints);

    public IReadOnlyList<string> Endpoints { get; }

    /// <param name="count">The number of engines.</param>
    /// <param name="wait">The delay before each answer.</param>
    /// <param name="answers">The folder of the recorded answers: version.json, networks.json, networks/ID.json, containers.json.</param>
    public static async Task<ReplayedEngines> StartAsync(int count, TimeSpan wait, string answers)
    {
        var folder = Directory.CreateTempSubdirectory("netaudit-engines").FullName;
        var sockets = Enumerable.Range(0, count).Select(number => Path.Combine(folder, $"{number}.sock")).ToList();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => sockets.ForEach(options.ListenUnixSocket));
        var web = builder.Build();
        web.Run(async context =>
        {
            await Task.Delay(wait, context.RequestAborted);
            await AnswerAsync(context, answers);
        });
        await web.StartAsync();
        return new(web, folder, [.. sockets.Select(socket => "unix://" + socket)]);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AnswerAsync(HttpContext context, string answers)
    {
        // "/v1.41/networks/ID" is networks/ID.json; "/containers/json" and "/containers/ID/json" end with a word that no file has.
        var words = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = words.Where(word => word != "json" && !word.StartsWith("v1.", StringComparison.Ordinal));
        var file = Path.Combine(answers, Path.Combine([.. name]) + ".json");
        context.Response.ContentType = "application/json";
        if (File.Exists(file))
        {
            await context.Response.SendFileAsync(file);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("""{"message":"not recorded"}""");
    }
}
