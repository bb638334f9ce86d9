using System.Threading.Channels;

namespace GroupChat.Cli.Terminal;

/// <summary>A terminal somebody sits at: the real one, or one in memory in tests.</summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Cells in a row.</summary>
    int Width { get; }

    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>How to colour.</summary>
    Ink Ink { get; }

    /// <summary>Keys as they are pressed; ends when the terminal goes away.</summary>
    ChannelReader<ConsoleKeyInfo> Keys { get; }

    /// <summary>Raised on any thread when the size may have changed.</summary>
    event Action? Resized;

    /// <summary>Writes text and control sequences at once.</summary>
    void Write(string output);
}
