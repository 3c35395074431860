using System.Diagnostics;
using NetAudit.Collection.Linux.Files;
using NetAudit.Live.Tests.Support;

namespace NetAudit.Live.Tests.Linux;

/// <summary>A container's file system may try to deceive a reader outside it.</summary>
public sealed class FileRootTests : IDisposable
{
    private const int Limit = 1000;

    private readonly string folder = Directory.CreateTempSubdirectory("netaudit-linux-").FullName;
    private readonly string root;

    public FileRootTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");
        root = Path.Combine(folder, "root");
        Directory.CreateDirectory(Path.Combine(root, "etc"));
        File.WriteAllText(Path.Combine(folder, "outside"), "outside");
        File.WriteAllText(Path.Combine(root, "etc/inside"), "inside");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("/etc/inside")]
    [InlineData("inside")]
    [InlineData("../../../../../etc/inside")]
    [InlineData("/../etc/./inside")]
    [InlineData("//etc//inside")]
    public void A_link_is_followed_inside(string target)
    {
        Link("etc/resolv.conf", target);

        Assert.Equal("inside", Read());
    }

    [Fact]
    public void Folders_that_are_links_are_followed_inside()
    {
        Directory.CreateDirectory(Path.Combine(root, "run/config"));
        File.WriteAllText(Path.Combine(root, "run/config/resolv.conf"), "moved");
        Directory.Delete(Path.Combine(root, "etc"), recursive: true);
        Link("etc", "/run/config");

        Assert.Equal("moved", Read());
        using var opened = FileRoot.Open(root);
        Assert.Equal(["resolv.conf"], opened.Names("/etc", 10));
    }

    [Fact]
    public void No_link_leads_outside()
    {
        var outside = Path.Combine(folder, "outside");
        foreach (var target in new[] { outside, "../../outside", "/proc/self/root/" + outside, "/etc/passwd" })
        {
            Link("etc/resolv.conf", target);
            Assert.Null(Read());
            File.Delete(Path.Combine(root, "etc/resolv.conf"));
        }
    }

    [Fact]
    public void A_magic_link_of_proc_is_mere_words()
    {
        // Links in a container's /proc lead to another root for the kernel.
        Directory.CreateSymbolicLink(Path.Combine(root, "etc/sub"), "/proc/self/root");
        using var opened = FileRoot.Open("/");

        Assert.Null(Record.Exception(() => opened.ReadText("/proc/self/root/etc/hostname", Limit)));
        using var inner = FileRoot.Open(root);
        Assert.Null(inner.ReadText("/etc/sub/etc/passwd", Limit));
    }

    [Fact]
    public void A_link_to_itself_is_refused()
    {
        Link("etc/resolv.conf", "resolv.conf");

        Assert.Contains("too many links", Assert.Throws<IOException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_its_writer()
    {
        await Tool.RunAsync("mkfifo", Path.Combine(root, "etc/resolv.conf"));
        var clock = Stopwatch.StartNew();

        Assert.Contains("not a regular file", Assert.Throws<IOException>(Read).Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_device_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await Tool.RunAsync("mknod", Path.Combine(root, "etc/resolv.conf"), "c", "1", "5");

        Assert.Contains("not a regular file", Assert.Throws<IOException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(root, "etc/resolv.conf"));

        Assert.Contains("not a regular file", Assert.Throws<IOException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_bound_is_refused_and_one_at_the_bound_is_read()
    {
        var file = Path.Combine(root, "etc/resolv.conf");
        File.WriteAllText(file, new string('x', Limit));
        Assert.Equal(Limit, Read()!.Length);

        using (var huge = File.OpenWrite(file))
        {
            huge.SetLength(1L << 40);
        }

        Assert.Contains("larger than", Assert.Throws<IOException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_null_and_a_file_is_no_folder()
    {
        using var opened = FileRoot.Open(root);

        Assert.Null(opened.ReadText("/etc/none", Limit));
        Assert.Null(opened.ReadText("/etc/inside/none", Limit));
        Assert.Null(opened.ReadText("/none/../none", Limit));
        Assert.Empty(opened.Names("/none", 10));
        Assert.Empty(opened.Names("/etc/inside", 10));
    }

    private string? Read()
    {
        using var opened = FileRoot.Open(root);
        return opened.ReadText("/etc/resolv.conf", Limit);
    }

    private void Link(string path, string target) => File.CreateSymbolicLink(Path.Combine(root, path), target);
}
