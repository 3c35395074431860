namespace NetAudit.Library.Tests.Collection.Bundles;

public sealed class FolderFilesTests : DamagedBundleTestBase
{
    [Fact]
    public void A_link_in_a_folder_is_refused()
    {
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder.Path, "host"), "/etc");
        }
        catch (IOException)
        {
            Assert.Skip("this user may make no symbolic links");
        }

        Refused(Folder.Path, "host", "link");
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "host"));
        try
        {
            System.Diagnostics.Process.Start("mkfifo", Path.Combine(Folder.Path, "host", "links.json")).WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("there is no mkfifo");
        }

        Assert.Null(Read(Folder.Path).HostNamespace!.Links);
    }
}
