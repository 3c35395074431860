using System.Management.Automation.Host;

namespace NetAudit.Shell.Host;

/// <summary>The width that tables are cut to. This host supports no other raw function.</summary>
internal sealed class ShellRawUI(Terminal terminal) : PSHostRawUserInterface
{
    public override Size BufferSize
    {
        get => new(terminal.Width, Height);
        set => Ignore(value);
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => Ignore(value);
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = "netaudit";

    public override bool KeyAvailable => false;

    private static int Height => 50;

    public override void FlushInputBuffer() { }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("netaudit reads no keys.");

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) =>
        throw new NotSupportedException("netaudit doesn't read the screen.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => Ignore(source);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => Ignore(origin);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => Ignore(rectangle);

    private static void Ignore<T>(T value) => _ = value;
}
